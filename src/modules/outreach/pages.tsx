import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { listRows, type Register } from '#kernel/registers/index.ts'
import { Block, DataTable, EmptyState, ItemList } from '#ui/portal/index.ts'
import { registers } from './kinds.ts'
import { tally, type Tally } from './store.ts'

const NEWEST = 5
/** More outlets than these stand in the register itself. */
const MOST_OUTLETS = 20
const kinds = Object.values(registers)

export const outreachPages: readonly PageRoute[] = [
  { method: 'GET', path: '/outreach', keep: 600, read: readOutreach },
]

async function readOutreach(request: PageRequest): Promise<PageContent> {
  const tallies = await tally(request.db)
  const years = [...new Set(tallies.map((one) => one.year))].toSorted((one, other) => other - one)
  const newest = await Promise.all(
    kinds.map((register) => listRows(request.db, register, { offset: 0, limit: NEWEST })),
  )
  return {
    title: '发布和互动',
    description: '新闻发布会、在线访谈、简报、公示栏和广播电视节目的记录。',
    crumbs: [{ label: '发布和互动' }],
    section: 'disclosure',
    tags: kinds.map((register) => `register:${register.name}`),
    main: (
      <>
        <h1>发布和互动</h1>
        <p className="lead">新闻发布会、在线访谈、简报、公示栏和广播电视节目的记录。</p>
        <DataTable
          caption="各年次数"
          columns={[
            { label: '形式' },
            ...years.map((year) => ({ label: `${year}年`, numeric: true })),
            { label: '合计', numeric: true },
          ]}
          rows={kinds.map((register) => [
            <a key="register" href={`/registers/${register.name}`}>
              {register.label}
            </a>,
            ...years.map((year) => String(sum(tallies, register, year))),
            String(sum(tallies, register)),
          ])}
        />
        {kinds.map((register, index) => (
          <Block
            key={register.name}
            title={register.label}
            more={{ label: '查看全部和下载', href: `/registers/${register.name}` }}
          >
            {(newest[index] ?? []).length === 0 ? (
              <EmptyState>还没有记录。</EmptyState>
            ) : (
              <>
                <OutletTable register={register} tallies={tallies} years={years} />
                <ItemList
                  items={(newest[index] ?? []).map((row) => {
                    const data = row.data as Readonly<Record<string, string>>
                    return {
                      href: `/registers/${register.name}/rows/${row.id}`,
                      title: data['title'] ?? '',
                      date: row.occurred_on,
                      notes: [data['outlet'] ?? ''],
                    }
                  })}
                />
              </>
            )}
          </Block>
        ))}
      </>
    ),
  }
}

function sum(tallies: readonly Tally[], register: Register, year?: number, outlet?: string): number {
  return tallies
    .filter((one) => one.register === register.name)
    .filter((one) => year === undefined || one.year === year)
    .filter((one) => outlet === undefined || one.outlet === outlet)
    .reduce((all, one) => all + one.rows, 0)
}

function OutletTable(props: {
  readonly register: Register
  readonly tallies: readonly Tally[]
  readonly years: readonly number[]
}) {
  const { register, tallies, years } = props
  const all = new Set(tallies.filter((one) => one.register === register.name).map((one) => one.outlet))
  const outlets = [...all]
    .toSorted(
      (one, other) => sum(tallies, register, undefined, other) - sum(tallies, register, undefined, one),
    )
    .slice(0, MOST_OUTLETS)
  const outletLabel = register.fields.find((field) => field.name === 'outlet')?.label ?? ''
  return (
    <DataTable
      caption={`${register.label}：各${outletLabel}的次数${all.size > MOST_OUTLETS ? `（最多的${MOST_OUTLETS}个）` : ''}`}
      columns={[
        { label: outletLabel },
        ...years.map((year) => ({ label: `${year}年`, numeric: true })),
        { label: '合计', numeric: true },
      ]}
      rows={outlets.map((outlet) => [
        outlet,
        ...years.map((year) => String(sum(tallies, register, year, outlet))),
        String(sum(tallies, register, undefined, outlet)),
      ])}
    />
  )
}
