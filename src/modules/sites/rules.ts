import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { BlockBody, ChannelBody, ClosingBody, MovedBody, SiteBody } from './contract.ts'

const SLUG = /^[a-z0-9][a-z0-9-]*$/
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/
/** 网站标识码: ten digits, of ministries bm and eight digits (unverified). */
const ID_CODE = /^([0-9]{10}|bm[0-9]{8})$/

/** The short name in a site's address; `main` is the portal's own and is made by the set-up. */
export function slugIssues(slug: string): Issue[] {
  return SLUG.test(slug) ? [] : [issue('slug', 'slug_form')]
}

/** What a site says of itself; host names are compared in small letters. */
export function decideSite(asked: SiteBody): Decision<SiteBody> {
  const hosts = [...new Set(asked.hosts.map((host) => host.trim().toLowerCase()).filter(Boolean))]
  const issues: Issue[] = []
  if (asked.name.trim() === '') issues.push(issue('name', 'required'))
  if (asked.idCode !== '' && !ID_CODE.test(asked.idCode)) issues.push(issue('idCode', 'site_id_code_form'))
  for (const host of hosts) if (!HOST.test(host)) issues.push(issue('hosts', 'host_form', { host }))
  return decide(issues, { ...asked, name: asked.name.trim(), hosts })
}

export function decideChannel(asked: ChannelBody): Decision<ChannelBody> {
  const name = asked.name.trim()
  const issues = [...(name === '' ? [issue('name', 'required')] : []), ...slugIssues(asked.slug)]
  return decide(issues, { ...asked, name, kind: asked.kind.trim() || name })
}

/** Where a column comes to stand. `above` are the columns over the new place, itself first. */
export function decideMove(
  channelId: number,
  above: readonly number[],
  before: { readonly id: number; readonly parentId: number | null } | undefined,
  parentId: number | null,
): Decision<true> {
  const issues: Issue[] = []
  if (above.includes(channelId)) issues.push(issue('parentId', 'below_itself'))
  if (before && before.parentId !== parentId) issues.push(issue('beforeId', 'not_a_choice'))
  return decide(issues, true)
}

export function decideBlocks(
  blocks: readonly BlockBody[],
  ownChannels: ReadonlySet<number>,
): Decision<BlockBody[]> {
  const issues: Issue[] = []
  const decided = blocks.map((block, index): BlockBody => {
    const field = `blocks.${index}`
    if (block.title.trim() === '') issues.push(issue(`${field}.title`, 'required'))
    if (block.kind === 'column' && (block.channelId === null || !ownChannels.has(block.channelId)))
      issues.push(issue(`${field}.channelId`, 'not_a_choice'))
    if (block.kind === 'text' && block.body.trim() === '') issues.push(issue(`${field}.body`, 'required'))
    return {
      kind: block.kind,
      title: block.title.trim(),
      channelId: block.kind === 'column' ? block.channelId : null,
      body: block.kind === 'text' ? block.body.trim() : '',
      size: block.size,
    }
  })
  return decide(issues, decided)
}

/** An old address, without query, and an address of this city or a safe one elsewhere. */
export function decideMoved(asked: MovedBody): Decision<MovedBody> {
  const [path, target] = [asked.path.trim(), asked.target.trim()]
  const issues: Issue[] = []
  if (!/^\/[^?#\s]+$/.test(path)) issues.push(issue('path', 'path_form'))
  if (!/^\/([^/\s][^\s]*)?$/.test(target) && !isSafeAddress(target))
    issues.push(issue('target', 'address_form'))
  if (path === target) issues.push(issue('target', 'leads_to_itself'))
  return decide(issues, { path, target })
}

function isSafeAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:'
}

/** A site is not shut without notice: the notice stands on it until its last day. */
export function decideClosing(
  asked: ClosingBody,
  site: { readonly slug: string; readonly state: string },
  today: CivilDate,
  mainSlug: string,
): Decision<ClosingBody> {
  const issues: Issue[] = []
  if (site.slug === mainSlug) issues.push(issue('state', 'main_site_stays'))
  if (site.state === 'closed') issues.push(issue('state', 'site_is_closed'))
  if (asked.on <= today) issues.push(issue('on', 'not_after_today'))
  if (asked.notice.trim() === '') issues.push(issue('notice', 'required'))
  return decide(issues, { on: asked.on, notice: asked.notice.trim() })
}
