import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** A simple HTML mail around what it says; text is escaped. */
export function mailDocument(body: ReactNode): string {
  return `<!doctype html>${renderToStaticMarkup(
    <html lang="zh-Hans">
      <head>
        <meta charSet="utf-8" />
        <title> </title>
      </head>
      <body>{body}</body>
    </html>,
  )}`
}
