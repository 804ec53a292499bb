import type { Unit } from '#kernel/organisation/index.ts'
import { formatCount } from '#ui/portal/index.ts'
import type { ItemView } from '../contract.ts'
import { AGENCIES, article20, lists, statutoryItems } from '../items.ts'
import type { ItemCount } from '../store/catalogue.ts'

/** The items of a unit in the order of the articles: what is there, how new, and honestly what is not. */
export function UnitTree({ unit, items }: { unit: Unit; items: readonly ItemView[] }) {
  if (items.length === 0)
    return <p>村（居）民委员会不是行政机关，有关的政府信息由所属乡镇人民政府、街道办事处公开。</p>
  const parts = lists.map((list) => {
    const own = items.filter((item) => item.list === list.code)
    if (own.length === 0) return null
    return (
      <div key={list.code}>
        <h3>
          {list.label}（{list.article}）
        </h3>
        <ol className="statutory">
          {own.map((item) => (
            <li key={item.code} id={item.code}>
              <span className="statutory-number">{item.paragraph === '' ? '' : `（${item.paragraph}）`}</span>
              <Label item={item} href={hrefOf(unit, item.code)} open={item.count > 0} />
              <State item={item} />
              {item.declaration ? (
                <span className="statutory-why">
                  {item.declaration.declaredOn} 声明：{item.declaration.reason}
                </span>
              ) : null}
            </li>
          ))}
        </ol>
      </div>
    )
  })
  return (
    <>
      <p>
        涉及公众利益调整、需要公众广泛知晓或者需要公众参与决策的信息都应当主动公开（第十九条）。下面是条例列明的内容。
      </p>
      {parts}
    </>
  )
}

function hrefOf(unit: Unit, code: string): string {
  return code === AGENCIES ? `/units/${unit.code}` : `/units/${unit.code}/disclosure/${code}`
}

function Label({ item, href, open }: { item: { label: string }; href: string; open: boolean }) {
  return open ? <a href={href}>{item.label}</a> : <span>{item.label}</span>
}

function State({ item }: { item: ItemView }) {
  if (item.state === 'declared') return <span className="statutory-state">本机关没有这类信息</span>
  if (item.state === 'missing') return <span className="statutory-state">尚未公开</span>
  if (item.code === AGENCIES) return <span className="statutory-state">见机构页面</span>
  return (
    <span className="statutory-state">
      {item.state === 'stale' ? <span className="statutory-stale">▲ 久未更新</span> : null}
      <span className="statutory-count">{formatCount(item.count)} 条</span>
      {item.newestOn ? <time dateTime={item.newestOn}>{item.newestOn}</time> : null}
    </span>
  )
}

/** The whole city: the fifteen items of Article 20, and of the other lists what anybody has published. */
export function CityTree({ counts }: { counts: ReadonlyMap<string, ItemCount> }) {
  const others = statutoryItems.filter((item) => item.list !== '20' && counts.has(item.code))
  const line = (item: (typeof statutoryItems)[number]) => {
    const found = counts.get(item.code)
    const agencies = item.code === AGENCIES
    return (
      <li key={item.code} id={item.code}>
        <span className="statutory-number">{item.list === '20' ? `（${item.paragraph}）` : ''}</span>
        <Label
          item={item}
          href={agencies ? '/units' : `/disclosure/${item.code}`}
          open={agencies || found !== undefined}
        />
        <span className="statutory-state">
          {found ? (
            <>
              <span className="statutory-count">{formatCount(found.count)} 条</span>
              {found.newest ? <time dateTime={found.newest}>{found.newest}</time> : null}
            </>
          ) : agencies ? (
            '见机构页面'
          ) : (
            '暂无这类信息'
          )}
        </span>
      </li>
    )
  }
  return (
    <>
      <ol className="statutory">{article20.map(line)}</ol>
      {others.length > 0 ? (
        <>
          <h3>其他应当公开的内容（第十九条、第二十一条）</h3>
          <ol className="statutory">
            {others.map((item) =>
              line({ ...item, label: item.list === '21-town' ? `${item.label}（乡镇）` : item.label }),
            )}
          </ol>
        </>
      ) : null}
    </>
  )
}
