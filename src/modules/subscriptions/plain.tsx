import type { ReactNode } from 'react'
import type { PageContent } from '#platform/http/page.ts'

/** A page of one heading that belongs to one reader. */
export function plain(title: string, status: number, main: ReactNode): PageContent {
  return {
    title,
    status,
    crumbs: [{ label: title }],
    private: true,
    tags: [],
    main: (
      <>
        <div className="page-head">
          <h1>{title}</h1>
        </div>
        {main}
      </>
    ),
  }
}
