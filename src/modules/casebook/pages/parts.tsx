import { formatChinese } from '#platform/dates.ts'
import type { PageContent } from '#platform/http/page.ts'
import { Notice } from '#ui/portal/index.ts'
import { kindLabels, textLabels, textsOf, type EntryKind } from '../kinds.ts'
import type { ShownEntry } from '../shown.ts'
import type { EntryRow } from '../store.ts'

interface FilterLink {
  readonly label: string
  readonly href: string
  readonly current: boolean
}

interface FilterProps {
  readonly topics: readonly FilterLink[]
  readonly units: readonly FilterLink[]
  readonly allTopics: Omit<FilterLink, 'label'>
  readonly allUnits: Omit<FilterLink, 'label'>
}

/** Filters without a script: each is a link with its count. */
export function FilterLists({ topics, units, allTopics, allUnits }: FilterProps) {
  if (topics.length === 0) return null
  return (
    <nav className="filter-links" aria-label="筛选">
      <Choices label="主题" links={[{ label: '全部', ...allTopics }, ...topics]} />
      <Choices label="单位" links={[{ label: '全部', ...allUnits }, ...units]} />
    </nav>
  )
}

function Choices({ label, links }: { readonly label: string; readonly links: readonly FilterLink[] }) {
  return (
    <p>
      <span>{label}：</span>
      {links.map((link) => (
        <a key={link.label} href={link.href} aria-current={link.current ? 'true' : undefined}>
          {link.label}
        </a>
      ))}
    </p>
  )
}

/** A search within one list; the filters chosen stay. */
export function EntrySearch({
  path,
  label,
  typed,
  kept = {},
}: {
  readonly path: string
  readonly label: string
  readonly typed: string
  readonly kept?: Readonly<Record<string, string>>
}) {
  return (
    <form className="search-form" action={path} method="get" role="search">
      <label className="visually-hidden" htmlFor="entry-search">
        {label}
      </label>
      <input
        id="entry-search"
        name="q"
        type="search"
        defaultValue={typed}
        placeholder={label}
        maxLength={100}
      />
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit">搜索</button>
    </form>
  )
}

/** The texts of an entry under their headings; the title stands above. */
export function Texts({ entry, level }: { readonly entry: ShownEntry; readonly level: 2 | 3 }) {
  const Heading = `h${level}` as const
  return textsOf[entry.kind]
    .filter((name) => name !== 'title' && entry[name] !== '')
    .map((name) => (
      <section key={name}>
        <Heading>{textLabels[name]}</Heading>
        {entry[name].split(/\n+/).map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
      </section>
    ))
}

/** The page of an entry that was taken away: that it was, when and why. */
export function withdrawnPage(entry: EntryRow, list: { label: string; href: string }): PageContent {
  const label = kindLabels[entry.kind as EntryKind]
  return {
    title: `${label}已撤下`,
    status: 410,
    private: true,
    crumbs: [list, { label: '已撤下' }],
    section: 'consultations',
    tags: [`entry:${entry.id}`],
    main: (
      <>
        <h1>{label}已撤下</h1>
        <Notice
          title={
            entry.withdrawn_on === null
              ? '已撤下'
              : `这条${label}已于${formatChinese(entry.withdrawn_on)}撤下`
          }
        >
          <p>原因：{entry.withdrawn_because}</p>
          <p>
            <a href={list.href}>查看{list.label}</a>
          </p>
        </Notice>
      </>
    ),
  }
}
