import type { ReactNode } from 'react'

/** Names and values of a record, as a real table: the name is the row's head. */
export function MetadataTable({
  caption,
  rows,
}: {
  caption: string
  rows: readonly (readonly [label: string, value: ReactNode])[]
}) {
  return (
    <table className="metadata">
      <caption>{caption}</caption>
      <tbody>
        {rows.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The text of a document. The HTML must have been cleaned when it was written. */
export function ArticleBody({ html }: { html: string }) {
  return <div className="article-body" dangerouslySetInnerHTML={{ __html: html }} />
}

/** Title and one line of essentials. */
export function ArticleHead({ title, essentials }: { title: string; essentials: readonly ReactNode[] }) {
  return (
    <header className="article-head">
      <h1>{title}</h1>
      <ul className="essentials">
        {essentials.map((one, index) => (
          <li key={index}>{one}</li>
        ))}
      </ul>
    </header>
  )
}

export interface TrailStep {
  readonly label: string
  readonly on: string
}

/** How a document was reviewed before it became public: steps and days, no names. */
export function ReviewTrail({ steps }: { steps: readonly TrailStep[] }) {
  return (
    <section className="trail" aria-labelledby="trail-title">
      <h2 id="trail-title">公开审核过程</h2>
      <ol>
        {steps.map((step, index) => (
          <li key={index}>
            <span className="trail-label">{step.label}</span> <time dateTime={step.on}>{step.on}</time>
          </li>
        ))}
      </ol>
    </section>
  )
}

export interface ListedFile {
  readonly name: string
  readonly href: string
  readonly size: number
  /** The checksum, in hexadecimal: whoever holds the file can see that it is this one. */
  readonly sha256?: string
}

/** Attachments with their kind and size, so that nobody is surprised on a mobile contract. */
export function AttachmentList({
  files,
  title = '附件',
  id = 'files',
}: {
  files: readonly ListedFile[]
  title?: string
  /** Another one for each list of a page. */
  id?: string
}) {
  if (files.length === 0) return null
  return (
    <section className="files" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <ul>
        {files.map((file) => (
          <li key={file.href}>
            <a href={file.href} download>
              {file.name}
            </a>{' '}
            <span className="file-kind">
              {file.name.split('.').at(-1)?.toUpperCase()}，{sizeText(file.size)}
            </span>
          </li>
        ))}
      </ul>
      <Checksums files={files} />
    </section>
  )
}

function Checksums({ files }: { files: readonly ListedFile[] }) {
  const known = files.filter((file) => file.sha256 !== undefined)
  if (known.length === 0) return null
  return (
    <details className="checksums">
      <summary>校验码（SHA-256）</summary>
      <dl>
        {known.map((file) => (
          <div key={file.href}>
            <dt>{file.name}</dt>
            <dd>
              <code>{file.sha256}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
