import type { PageContent, PageRequest } from '#platform/http/page.ts'
import { Newest } from '#modules/disclosure/index.ts'
import { listNewestBelow } from '#modules/publishing/index.ts'
import { findSite, listBlocks, listSubchannels } from '#modules/sites/index.ts'
import { Block, EmptyState } from '#ui/portal/index.ts'
import * as store from '../store.ts'

const STANDARD_SIZE = 6

interface ShownBlock {
  readonly title: string
  readonly href?: string
  readonly body?: string
  readonly documents?: readonly store.PortalDocument[]
}

/** The home page of a site of the group: its blocks, or each of its first columns while nobody has arranged any. */
export async function siteHome({ db, site: slug }: PageRequest): Promise<PageContent | undefined> {
  const site = await findSite(db, slug)
  if (!site) return undefined
  const columns = await listSubchannels(db, { siteId: site.id })
  const arranged = await listBlocks(db, site.id)
  const ids =
    arranged.length > 0 ? arranged.flatMap((one) => one.channelId ?? []) : columns.map((one) => one.id)
  const size = Math.max(STANDARD_SIZE, ...arranged.map((one) => one.size))
  const newest = await listNewestBelow(db, ids, size)
  const slugs = new Map((await store.listChannelSlugs(db, ids)).map((one) => [one.id, one.slug]))
  const column = (id: number, title: string, limit: number): ShownBlock => ({
    title,
    href: `/channels/${slugs.get(id) ?? ''}`,
    documents: (newest.get(id) ?? []).slice(0, limit),
  })
  const blocks =
    arranged.length > 0
      ? await Promise.all(
          arranged.map(async (one): Promise<ShownBlock> => {
            if (one.channelId !== null) return column(one.channelId, one.title, one.size)
            if (one.kind === 'text') return { title: one.title, body: one.body }
            return {
              title: one.title,
              documents: await store.listNewest(db, { unitId: site.unit_id }, one.size),
            }
          }),
        )
      : columns.map((one) => column(one.id, one.name, STANDARD_SIZE))
  return {
    title: site.name,
    description: site.tagline || site.name,
    section: 'home',
    tags: ['documents', 'channels', 'site'],
    main: (
      <>
        <h1 className="visually-hidden">{site.name}</h1>
        {blocks.length === 0 ? <EmptyState>网站还没有内容。</EmptyState> : null}
        <div className="columns home-channels">
          {blocks.map((block, index) => (
            <Block
              // Two blocks may have one title.
              key={`${index} ${block.title}`}
              title={block.title}
              more={block.href === undefined ? undefined : { label: '查看全部', href: block.href }}
            >
              {block.body === undefined ? null : <p className="site-text">{block.body}</p>}
              {block.documents ? <Newest documents={block.documents} empty="还没有内容。" /> : null}
            </Block>
          ))}
        </div>
      </>
    ),
  }
}
