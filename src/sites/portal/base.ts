/** Addresses of pages that a site of the group has itself. */
const OWN =
  /\b(href|action)="(\/hant)?(\/|\/(?:channels\/[^".]*|documents\/[^".]*|search(?:\?[^"]*)?|sitemap))?"/g
const LINK = /<(?:a|area|form)\s[^>]*>/g

/**
 * A rendered page with its links kept within a site: `/channels/x` becomes `/s/zfb/channels/x`. A link that leads out of
 * the site on purpose says so by rel="up".
 */
export function withinSite(html: string, base: string): string {
  if (base === '') return html
  return html.replace(LINK, (tag) =>
    / rel="up"/.test(tag)
      ? tag
      : tag.replace(OWN, (_, attribute: string, script = '', path = '') =>
          path === '' && script === ''
            ? `${attribute}=""`
            : `${attribute}="${script}${base}${path === '/' ? '' : path}"`,
        ),
  )
}
