import { MAIN_SITE } from '#modules/sites/index.ts'

/** Fifteen minutes: an edit marks its pages stale at once, so time only bounds what nobody announced. */
export const KEEP = 900

/** 栏目标签 of the government site rules. */
export function columnTags(
  channel: { name: string; description?: string; keywords?: string; kind?: string } | undefined,
) {
  if (!channel) return []
  return [
    { name: 'ColumnName', content: channel.name },
    { name: 'ColumnDescription', content: channel.description || channel.name },
    { name: 'ColumnKeywords', content: channel.keywords || channel.name },
    { name: 'ColumnType', content: channel.kind || channel.name },
  ]
}

/** Which entry of the main navigation stands for a column. */
export function sectionOf(site: string, ancestors: readonly { readonly slug: string }[]): string {
  if (site !== MAIN_SITE) return ancestors[0]?.slug ?? ''
  return ancestors.some((one) => one.slug === 'laws') ? 'laws' : 'disclosure'
}
