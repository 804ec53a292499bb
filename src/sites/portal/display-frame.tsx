import type { ReactElement } from 'react'
import type { FrameInput } from './frame.tsx'

/** Without script the board loads itself anew; with it, it must not: a server that is away would leave it empty. */
const REFRESH_SECONDS = 60

/** The document around a page of a touch terminal or a board: whose it is, and nothing that leads away. */
export function DisplayFrame({
  page,
  site,
  assets,
  kind,
}: FrameInput & { readonly kind: 'kiosk' | 'screen' }): ReactElement {
  return (
    <html lang="zh-Hans" data-theme={site.theme} className={kind}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={kind === 'screen' ? 'dark' : 'light'} />
        <meta name="robots" content="noindex" />
        <title>{`${page.title} - ${site.name}`}</title>
        <link rel="icon" href={assets('emblem.svg')} type="image/svg+xml" />
        {kind === 'screen' ? (
          <noscript>
            <meta httpEquiv="refresh" content={String(REFRESH_SECONDS)} />
          </noscript>
        ) : null}
        <script src={assets('enhance.js')} />
        <script src={assets(`${kind}.js`)} defer />
        <link rel="stylesheet" href={assets('portal.css')} />
        <link rel="stylesheet" href={assets('display.css')} />
      </head>
      <body>
        <header className="display-head">
          <img src={assets('emblem.svg')} alt="" width="56" height="56" />
          <p>{site.name}</p>
        </header>
        <main id="content">{page.main}</main>
      </body>
    </html>
  )
}
