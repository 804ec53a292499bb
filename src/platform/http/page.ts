import type { ReactNode } from 'react'
import type { CivilDate } from '../dates.ts'
import type { Db } from '../db/connect.ts'
import type { FormFile, UploadLimits } from './uploads.ts'

/** What a page says; the site puts it into its frame (header, navigation, footer). */
export interface PageContent {
  readonly title: string
  readonly description?: string
  /** Column and article tags of the government site rules; the site's own tags are added by the frame. */
  readonly meta?: readonly { readonly name: string; readonly content: string }[]
  /** From the second level on; the home page stands before them, the page itself is the last. */
  readonly crumbs?: readonly { readonly label: string; readonly href?: string }[]
  readonly main: ReactNode
  readonly status?: number
  /** Changes of these make the cached page stale. */
  readonly tags: readonly string[]
  readonly feed?: { readonly href: string; readonly title: string }
  /** Which entry of the main navigation the page stands under. */
  readonly section?: string
  /** The page is an article: for whoever shares it. */
  readonly article?: { readonly publishedAt: Date | null; readonly picture: string | undefined }
  /** What search engines read of it (schema.org, JSON-LD). */
  readonly structured?: object
  /** What the page says, for programs: the answer at the same address with .json. */
  readonly data?: unknown
  /** Search engines are asked to stay away: receipts, status pages, searches. */
  readonly private?: boolean
  /** Files of the portal's own that comfort this page alone; it works without them. */
  readonly scripts?: readonly string[]
  /** Without header and footer, for a touch terminal or an unattended board. */
  readonly display?: 'kiosk' | 'screen'
}

export interface Redirect {
  readonly redirect: string
  readonly status: 301 | 303
  /** A short-lived cookie for the next page (a receipt): sealed by whoever sets it. */
  readonly cookie?: { readonly name: string; readonly value: string; readonly seconds: number }
}

export interface PageRequest {
  readonly db: Db
  /** The short name of the site on which the page stands; `main` is the portal itself. */
  readonly site: string
  /** Where the public reaches the portal, without a stroke at its end. */
  readonly publicUrl: string
  readonly now: Date
  readonly today: CivilDate
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Of a submitted form; every field is text, a repeated field is its last value. */
  readonly form: Readonly<Record<string, string>>
  /** Of a route that takes uploads. */
  readonly files?: readonly FormFile[]
  readonly cookies: Readonly<Record<string, string | undefined>>
  /**
   * A word for the network that asks, for limits: the same for a day on every process, and nobody can turn it back into
   * an address. Ask for it before a transaction begins.
   */
  readonly client: () => Promise<string>
}

/** One public address: what is read, and for how long the answer may be kept. */
export interface PageRoute {
  readonly method: 'GET' | 'POST'
  /** As the router writes it: /documents/:documentId. */
  readonly path: string
  /** Seconds that the cache may serve it unasked; 0 for pages that belong to one reader. */
  readonly keep: number
  /** Query parameters that the page reads; all others are dropped before the cache is asked. */
  readonly query?: readonly string[]
  /** How often one address may call it in a minute (forms). */
  readonly perMinute?: number
  /** The form may come with files (multipart); others refuse such a form. */
  readonly uploads?: UploadLimits
  /** The page stands on every site of the group, below /s/:site or on the site's own host. */
  readonly everySite?: boolean
  /** Undefined: there is no such page. */
  readonly read: (request: PageRequest) => Promise<PageContent | Redirect | undefined>
}
