import type { ReactElement } from 'react'
import type { PageContent } from '#platform/http/page.ts'
import { formatChinese, type CivilDate } from '#platform/dates.ts'
import { MAIN_SITE } from '#modules/sites/index.ts'
import { DisplayFrame } from './display-frame.tsx'
import { Crumbs, Notice } from '#ui/portal/index.ts'

/** What every page says of the site it stands on (网页标签 and page footer of the site rules). */
export interface SiteInfo {
  readonly slug: string
  readonly name: string
  readonly tagline: string
  readonly theme: string
  readonly state: string
  readonly closingOn: CivilDate | null
  readonly closingNotice: string
  /** The first columns of a site of the group; the portal's own navigation is made otherwise. */
  readonly navigation: FrameInput['navigation']
  readonly unitName: string
  readonly domain: string
  readonly idCode: string
  readonly icpNumber: string
  readonly policeNumber: string
  readonly address: string
  readonly phone: string
  readonly publicUrl: string
}

export interface FrameInput {
  readonly page: PageContent
  readonly site: SiteInfo
  /** The address without /hant and without the query. */
  readonly path: string
  readonly script: 'zh-Hans' | 'zh-Hant'
  readonly navigation: readonly { readonly label: string; readonly href: string; readonly section: string }[]
  /** The address of one of the portal's own files. */
  readonly assets: (name: string) => string
}

/** The whole document around a page. */
export function Frame(input: FrameInput): ReactElement {
  const { page, site, path, script, navigation, assets } = input
  if (page.display) return <DisplayFrame {...input} kind={page.display} />
  const otherScript = script === 'zh-Hans' ? `/hant${path === '/' ? '' : path}` : path
  const ofGroup = site.slug !== MAIN_SITE
  return (
    <html lang="zh-Hans" data-theme={site.theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* Index numbers and case numbers are no telephone numbers. */}
        <meta name="format-detection" content="telephone=no" />
        <title>{page.title === site.name ? site.name : `${page.title} - ${site.name}`}</title>
        <HeadTags {...input} />
        <link rel="icon" href={assets('emblem.svg')} type="image/svg+xml" />
        {/* Before the style sheet, which would hold it up: it sets the size of the type. */}
        <script src={assets('enhance.js')} />
        {page.scripts?.map((name) => (
          <script key={name} src={assets(name)} />
        ))}
        <link rel="stylesheet" href={assets('portal.css')} />
      </head>
      <body>
        <a className="skip" href="#content">
          跳到正文
        </a>
        <header className="masthead">
          <div className="wrap">
            <a className="brand" href="/">
              <img src={assets('emblem.svg')} alt="" width="44" height="44" />
              <span className="brand-name">
                {site.name}
                {site.tagline ? <small className="brand-tagline">{site.tagline}</small> : null}
              </span>
            </a>
            <div className="tools">
              {ofGroup ? (
                <a href="/" rel="up">
                  政府门户网站
                </a>
              ) : null}
              <button type="button" data-large="" aria-pressed="false" hidden>
                长者模式
              </button>
              <a
                href={otherScript}
                hrefLang={script === 'zh-Hans' ? 'zh-Hant' : 'zh-Hans'}
                lang={script === 'zh-Hans' ? 'zh-Hant' : 'zh-Hans'}
              >
                {script === 'zh-Hans' ? '繁體' : '简体'}
              </a>
            </div>
            {page.section === 'home' ? null : <SearchForm id="site-search" />}
          </div>
        </header>
        <nav className="main-nav" aria-label="主导航">
          <div className="wrap">
            <ul>
              {navigation.map((entry) => (
                <li key={entry.href}>
                  <a href={entry.href} aria-current={entry.section === page.section ? 'true' : undefined}>
                    {entry.label}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </nav>
        <main id="content" tabIndex={-1}>
          <div className="wrap">
            {site.state === 'closing' && site.closingOn ? (
              <Notice title={`本网站将于${formatChinese(site.closingOn)}关闭`}>
                <p>{site.closingNotice}</p>
              </Notice>
            ) : null}
            <Crumbs trail={page.crumbs ?? []} />
            {page.main}
          </div>
        </main>
        <Footer site={site} />
        {page.private ? null : (
          <p className="paper-only">
            本页地址：{site.publicUrl}
            {path}
          </p>
        )}
      </body>
    </html>
  )
}

/** A search box that works by itself. */
export function SearchForm({ id, typed = '' }: { id: string; typed?: string }) {
  return (
    <form className="search-form" action="/search" method="get" role="search">
      <label className="visually-hidden" htmlFor={id}>
        搜索文件和信息
      </label>
      <input
        id={id}
        name="q"
        type="search"
        defaultValue={typed}
        placeholder="文件名、文号、关键词"
        maxLength={100}
      />
      <button type="submit">搜索</button>
    </form>
  )
}

function HeadTags({ page, site, path, assets }: FrameInput) {
  // A document has one address, whichever site shows it.
  const base = site.slug === MAIN_SITE || path.startsWith('/documents/') ? '' : `/s/${site.slug}`
  const absolute = (script: '' | '/hant') =>
    `${site.publicUrl}${script}${base}${path === '/' && (base !== '' || script !== '') ? '' : path}`
  const tags = [
    { name: 'SiteName', content: site.name },
    { name: 'SiteDomain', content: site.domain || new URL(site.publicUrl).host },
    { name: 'SiteIDCode', content: site.idCode },
    ...(page.meta ?? []),
  ].filter((tag) => tag.content !== '')
  return (
    <>
      {page.description ? <meta name="description" content={page.description} /> : null}
      {page.private ? <meta name="robots" content="noindex" /> : null}
      {tags.map((tag) => (
        <meta key={tag.name} name={tag.name} content={tag.content} />
      ))}
      {page.private ? null : (
        <>
          <link rel="canonical" href={absolute('')} />
          <link rel="alternate" hrefLang="zh-Hans" href={absolute('')} />
          <link rel="alternate" hrefLang="zh-Hant" href={absolute('/hant')} />
        </>
      )}
      {page.private ? null : (
        <>
          <link
            rel="alternate"
            type="application/json"
            href={`${base}${path === '/' ? '/index' : path}.json`}
          />
          <SharingCard page={page} site={site} url={absolute('')} card={assets('card.png')} />
        </>
      )}
      {page.structured ? (
        <script
          type="application/ld+json"
          // The one character that could end the element is written as JSON's own escape.
          dangerouslySetInnerHTML={{ __html: JSON.stringify(page.structured).replace(/</g, '\\u003c') }}
        />
      ) : null}
      {page.feed ? (
        <link rel="alternate" type="application/rss+xml" href={page.feed.href} title={page.feed.title} />
      ) : null}
    </>
  )
}

/** What a messenger shows of a page that somebody sends on (Open Graph). */
function SharingCard({
  page,
  site,
  url,
  card,
}: {
  page: PageContent
  site: SiteInfo
  url: string
  card: string
}) {
  const tags: readonly (readonly [property: string, content: string | undefined])[] = [
    ['og:type', page.article ? 'article' : 'website'],
    ['og:site_name', site.name],
    ['og:locale', 'zh_CN'],
    ['og:title', page.title],
    ['og:description', page.description],
    ['og:url', url],
    ['og:image', `${site.publicUrl}${page.article?.picture ?? card}`],
    ['article:published_time', page.article?.publishedAt?.toISOString()],
  ]
  return (
    <>
      {tags.map(([property, content]) =>
        content ? <meta key={property} property={property} content={content} /> : null,
      )}
      <meta name="twitter:card" content="summary" />
    </>
  )
}

/** The two registers of web sites; the first asks that the number on a page leads there (非经营性互联网信息服务备案管理办法 第十三条). */
const ICP_REGISTER = 'https://beian.miit.gov.cn/'
const POLICE_REGISTER = 'https://beian.mps.gov.cn/'

function Footer({ site }: { site: SiteInfo }) {
  const facts: readonly (readonly [label: string, value: string, href?: string])[] = [
    ['主办单位', site.unitName],
    ['地址', site.address],
    ['联系电话', site.phone, `tel:${site.phone}`],
    ['网站标识码', site.idCode],
    ['ICP备案', site.icpNumber, ICP_REGISTER],
    ['公安备案', site.policeNumber, POLICE_REGISTER],
  ]
  return (
    <footer className="footer">
      <div className="wrap">
        <nav aria-label="网站信息">
          <ul>
            <li>
              <a href="/sitemap">网站地图</a>
            </li>
            <li>
              <a href="/disclosure">政府信息公开</a>
            </li>
            <li>
              <a href="/site-reports">网站年度报表</a>
            </li>
            <li>
              <a href="/registers">公开台账</a>
            </li>
            <li>
              <a href="/gazette">政府公报</a>
            </li>
            <li>
              <a href="/normative">规章和规范性文件</a>
            </li>
            <li>
              <a href="/topics">专题</a>
            </li>
            <li>
              <a href="/questions">问答库</a>
            </li>
            <li>
              <a href="/cases">典型案例</a>
            </li>
            <li>
              <a href="/outreach">发布和互动</a>
            </li>
            <li>
              机器可读：
              <a href="/openapi.json" hrefLang="en">
                openapi.json
              </a>
            </li>
          </ul>
        </nav>
        <dl>
          {facts.map(([label, value, href]) =>
            value === '' ? null : (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{href === undefined ? value : <a href={href}>{value}</a>}</dd>
              </div>
            ),
          )}
        </dl>
      </div>
    </footer>
  )
}
