import type { Handle } from '#platform/db/connect.ts'
import { listRelated, readChain, type Chain, type Related } from '#kernel/documents/index.ts'
import { endOf, validityOf } from './validity.ts'

export interface ReadRelated {
  readonly direct: readonly Related[]
  readonly chain: Chain
}

export async function readRelated(db: Handle, id: number): Promise<ReadRelated> {
  const direct = await listRelated(db, id)
  return { direct, chain: await readChain(db, id, direct) }
}

/** What explains a policy, and which policy an explanation is of: each leads to the other. */
export function Explained({ related }: { readonly related: readonly Related[] }) {
  const of = (relation: Related['relation']) => related.filter((one) => one.relation === relation)
  const lists = [
    { title: '政策解读', documents: of('interpreted_by') },
    { title: '解读的文件', documents: of('interprets') },
  ].filter((list) => list.documents.length > 0)
  return lists.map((list) => (
    <aside className="related" key={list.title} aria-label={list.title}>
      <strong>{list.title}</strong>
      <ul className="plain-list">
        {list.documents.map((one) => (
          <li key={one.id}>
            <a href={`/documents/${one.id}`}>{one.title}</a> {one.document_number}
          </li>
        ))}
      </ul>
    </aside>
  ))
}

const DOES = { amends: '修改', supersedes: '替代' } as const

/** 立改废: every document of one history, oldest first, on each of their pages. */
export function History({ id, chain }: { readonly id: number; readonly chain: Chain }) {
  if (chain.members.length === 0) return null
  const titles = new Map(chain.members.map((one) => [one.id, one.title]))
  return (
    <section>
      <h2>沿革</h2>
      <ol className="history">
        {chain.members.map((one) => (
          <li key={one.id}>
            <time dateTime={one.on}>{one.on}</time>{' '}
            {one.id === id ? (
              <strong>{one.title}（本文）</strong>
            ) : (
              <a href={`/documents/${one.id}`}>{one.title}</a>
            )}{' '}
            {one.document_number}{' '}
            <span className={endOf(one.state) === undefined ? undefined : 'mark'}>
              {validityOf(one.state)}
            </span>
            {chain.edges
              .filter((edge) => edge.from === one.id)
              .map((edge) => (
                <p className="history-does" key={`${edge.does} ${edge.to}`}>
                  {DOES[edge.does]}《{titles.get(edge.to)}》
                </p>
              ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
