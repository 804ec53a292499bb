import type { PageContent } from '#platform/http/page.ts'
import { Notice } from '#ui/portal/index.ts'
import type { SiteInfo } from './frame.tsx'

/** What every address of a site says once the site is closed. */
export function closedContent(site: SiteInfo): PageContent {
  return {
    title: '本网站已经关闭',
    status: 410,
    private: true,
    tags: [],
    main: (
      <>
        <div className="page-head">
          <h1>本网站已经关闭</h1>
        </div>
        <Notice title={site.name}>
          <p>{site.closingNotice}</p>
          <p>
            已经公开的文件仍可在
            <a href="/" rel="up">
              政府门户网站
            </a>
            查阅。
          </p>
        </Notice>
      </>
    ),
  }
}
