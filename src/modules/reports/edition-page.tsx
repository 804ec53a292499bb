import { civilDateOf, formatChinese, formatInstantChinese } from '#platform/dates.ts'
import { Corrections, Notice, StatTable, type StatCell } from '#ui/portal/index.ts'
import { ChartFigure } from './charts.tsx'
import type { Edition, EditionSection, Paragraph, TextPart } from './contract/edition.ts'
import type { EditionSummary, EditionView } from './contract/life.ts'
import type { TableCell } from './contract/report.ts'
import { RelationsSection } from './relations.tsx'
import { numberedTitle, restatedText, textOf, titleOf } from './words.ts'

/** The report as it was frozen, with its words, and what a restatement changed. */
export function EditionBody({
  edition,
  editions,
  files,
}: {
  readonly edition: Edition
  readonly editions: readonly EditionSummary[]
  readonly files: EditionView['files']
}) {
  const address = `/reports/${edition.unit}/${edition.year}`
  const own = editions.find((one) => one.number === edition.number)
  const [newest] = editions
  return (
    <>
      <h1>{titleOf(edition)}</h1>
      <p>
        第{edition.number}版，{formatInstantChinese(new Date(edition.frozenAt))}定稿
        {own?.publishedAt && `，${formatChinese(civilDateOf(new Date(own.publishedAt)))}公布`}
        。数字为定稿时由本平台的记录直接统计得出，定稿后不变。格式依据：{edition.form}。
      </p>
      {newest && newest.number !== edition.number && (
        <Notice kind="warning" title="这不是最新的一版">
          <p>
            <a href={address}>查看第{newest.number}版</a>
          </p>
        </Notice>
      )}
      <Downloads edition={edition} files={files} />
      <Restated edition={edition} />
      {edition.sections.map((section, index) => (
        <section key={section.id} className={section.kind === 'text' ? 'words' : undefined}>
          <h2>{numberedTitle(section.title, index)}</h2>
          <SectionBody section={section} values={edition.values} address={address} />
        </section>
      ))}
      <RelationsSection report={edition} />
      <Editions editions={editions} shown={edition.number} address={address} />
    </>
  )
}

const FILE_NAMES = { pdf: '版式文件（PDF）', docx: '可编辑文件（Word）' } as const

function Downloads({ edition, files }: { edition: Edition; files: EditionView['files'] }) {
  const address = `/reports/${edition.unit}/${edition.year}/editions/${edition.number}`
  return (
    <ul>
      {files.map(({ format, size }) => (
        <li key={format}>
          <a href={`${address}/report.${format}`}>{FILE_NAMES[format]}</a>，
          {Math.max(1, Math.round(size / 1024))} KB
        </li>
      ))}
      <li>
        <a href={`${address}/report.csv`}>全部数字（CSV）</a>
      </li>
      <li>
        <a href={`/api/v1${address}`}>机器可读数据（JSON）</a>
      </li>
    </ul>
  )
}

function SectionBody({
  section,
  values,
  address,
}: {
  readonly section: EditionSection
  readonly values: Edition['values']
  readonly address: string
}) {
  if (section.kind === 'text')
    return section.paragraphs.map((paragraph, index) => <Line key={index} paragraph={paragraph} />)
  const { table } = section
  return (
    <>
      <StatTable
        caption={table.title}
        wide={table.rows.some((row) => row.length >= WIDE)}
        head={table.head.map((row) => row.map((cell) => statCell(cell, 'col', address)))}
        rows={table.rows.map((row) => row.map((cell) => statCell(cell, 'row', address)))}
      />
      {(section.charts ?? []).map((chart) => (
        <ChartFigure key={chart.id} chart={chart} values={values} address={address} />
      ))}
    </>
  )
}

function Line({ paragraph }: { readonly paragraph: Paragraph }) {
  const parts = paragraph.parts.map((part, index) => <Part key={index} part={part} />)
  return paragraph.kind === 'heading' ? <h3>{parts}</h3> : <p>{parts}</p>
}

function Part({ part }: { readonly part: TextPart }) {
  if (typeof part === 'string') return part
  if (part.address === null) return <span title={part.label}>{part.text}</span>
  return (
    <a href={part.address} title={part.label}>
      {part.text}
    </a>
  )
}

/** From so many cells in a row a table does not fit a phone. */
const WIDE = 5

function statCell(cell: TableCell, head: 'row' | 'col', address: string): StatCell {
  const span = cell.columns === undefined ? {} : { colSpan: cell.columns }
  if ('cell' in cell) {
    const text = textOf(cell)
    return {
      text,
      numeric: true,
      ...span,
      ...(cell.value === null
        ? {}
        : { href: `${address}/cells/${cell.cell}`, label: `${cell.label}：${text}，查看记录` }),
    }
  }
  return {
    text: cell.text,
    head: cell.head ?? head,
    ...span,
    ...(cell.rows === undefined ? {} : { rowSpan: cell.rows }),
  }
}

function Restated({ edition: { restated } }: { readonly edition: Edition }) {
  if (restated === null) return null
  return (
    <Corrections
      why={restated.why}
      caption="更正的数字"
      rows={restated.values.map((value) => [
        value.label,
        restatedText(value.before),
        restatedText(value.after),
      ])}
    >
      {restated.sections.length > 0 && <p>修改了文字的部分：{restated.sections.join('、')}。</p>}
    </Corrections>
  )
}

function Editions(props: {
  readonly editions: readonly EditionSummary[]
  readonly shown: number
  readonly address: string
}) {
  const { editions, shown, address } = props
  if (editions.length < 2) return null
  return (
    <section>
      <h2>各版</h2>
      <ul>
        {editions.map(({ number, publishedAt, why }, index) => (
          <li key={number}>
            {number === shown ? (
              `第${number}版`
            ) : (
              <a href={index === 0 ? address : `${address}/editions/${number}`}>第{number}版</a>
            )}
            {publishedAt && `，${formatChinese(civilDateOf(new Date(publishedAt)))}公布`}
            {why && `，更正：${why}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
