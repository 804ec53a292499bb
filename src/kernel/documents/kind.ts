/** A kind of document (文档): what it is called, and which of its fields a unit must fill before it can be reviewed. */
export interface DocumentKind {
  readonly name: string
  readonly label: string
  readonly cites: string
  readonly required: readonly ('documentNumber' | 'writtenOn')[]
  /** One that is to be explained to the public when it is published (政策解读). */
  readonly explained?: boolean
}

export function defineDocumentKind(kind: DocumentKind): DocumentKind {
  if (kind.cites === '') throw new Error(`the kind ${kind.name} cites no source`)
  return kind
}
