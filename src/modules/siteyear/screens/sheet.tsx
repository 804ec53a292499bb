import { useState } from 'react'
import { Alert, App, Button } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { put } from '#ui/console/api.ts'
import { instantText } from '#ui/console/dates.ts'
import { DetailLayout, Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { FormDialog } from '#ui/console/dialog.tsx'
import { SelectField, TextField } from '#ui/console/form.tsx'
import { Light } from '#ui/console/light.tsx'
import { Steps, type StepWords } from '#ui/console/steps.tsx'
import { issueWords } from '#ui/console/words.ts'
import { History } from '#modules/administration/screens/history.tsx'
import { choicesOf, type RowView, type SheetView } from '../contract.ts'
import { sheetQuery } from './queries.ts'

const route = getRouteApi('/signed-in/site-reports/$siteReportId')

/** A sheet with its numbers as the records are now, what is still to be filled in, and what can be done. */
export function SheetScreen() {
  const { siteReportId } = route.useParams()
  const { data: sheet } = useSuspenseQuery(sheetQuery(siteReportId))
  return (
    <>
      <PageHead
        above={
          <Link to="/site-reports" search={{}}>
            网站年度报表
          </Link>
        }
        title={sheet.title}
        essentials={`${sheet.stateLabel} · ${sheet.unit.name}`}
        actions={
          sheet.address !== null && (
            <a href={sheet.address} target="_blank" rel="noreferrer">
              公布的报表
            </a>
          )
        }
      />
      <DetailLayout
        sideLabel="办理"
        first="side"
        main={<Main sheet={sheet} />}
        side={<Side key={`${sheet.id} ${sheet.state}`} sheet={sheet} />}
      />
    </>
  )
}

function Main({ sheet }: { readonly sheet: SheetView }) {
  const begun = sheet.state !== 'published'
  return (
    <>
      {sheet.returnedBecause !== '' && (
        <Alert type="warning" title={`退回：${sheet.returnedBecause}`} className="section" />
      )}
      {sheet.restatingBecause !== '' && (
        <Alert type="info" title={`更正：${sheet.restatingBecause}`} className="section" />
      )}
      {begun && sheet.problems.length > 0 && (
        <Section title="检查" note="■ 填写后才能报送。">
          <ul className="letter-problems">
            {sheet.problems.map((problem) => (
              <li key={`${problem.field} ${problem.code}`} className="light light-red">
                ■ {issueWords(problem)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="报表">
        <div className="scroll" tabIndex={0} role="region" aria-label={sheet.form}>
          <table className="report-table" aria-label={sheet.form}>
            <tbody>
              {sheet.groups.flatMap((group) =>
                group.rows.map((row, index) => (
                  <tr key={row.id}>
                    {index === 0 && (
                      <th scope="rowgroup" rowSpan={group.rows.length}>
                        {group.title}
                      </th>
                    )}
                    <th scope="row">{row.label}</th>
                    <td className={row.kind === 'number' ? 'number' : undefined}>
                      <Value row={row} />
                    </td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      </Section>
      <History subject={`site_report:${sheet.id}`} />
    </>
  )
}

function Value({ row }: { readonly row: RowView }) {
  if (!row.carried) return <span className="quiet">平台尚未统计</span>
  if (row.value === null) return <span className="quiet">{row.kind === 'number' ? '—' : '未填'}</span>
  const text = row.unit === null ? row.value : `${row.value} ${row.unit}`
  if (row.address === null || row.value === '0') return text
  return (
    <a href={row.address} target="_blank" rel="noreferrer" aria-label={`${row.label}：${text}，查看记录`}>
      {text}
    </a>
  )
}

const ACTIONS = {
  submit: {
    title: '报送',
    path: 'submissions',
    intro: '报送后由另一人审核公布，审核期间不能修改。',
    done: '已报送',
    primary: true,
  },
  publish: {
    title: '审核公布',
    path: 'publications',
    intro: '公布时的数字和内容全部保存，以后不再变化；发现错误的，另出更正版。填报的人不能审核公布。',
    done: '已公布',
    primary: true,
  },
  return: {
    title: '退回',
    path: 'returns',
    intro: '退回后由填报人修改，仍按原来的期限公布。',
    done: '已退回',
    reason: '要修改什么',
    reasonNeeded: true,
  },
  restate: {
    title: '更正',
    path: 'restatements',
    intro: '公布的一版不变。更正版重新报送、审核、公布，并列明变化和原因。',
    done: '已开始更正',
    reason: '更正的原因',
    reasonNeeded: true,
  },
} as const satisfies Readonly<Record<string, StepWords>>

function Side({ sheet }: { readonly sheet: SheetView }) {
  const [filling, setFilling] = useState(false)
  return (
    <>
      <Steps
        name="site-report"
        words={ACTIONS}
        may={sheet.may}
        address={`/site-reports/${sheet.id}`}
        queryKey="siteyear"
      >
        {sheet.may.fill && <Button onClick={() => setFilling(true)}>填写</Button>}
      </Steps>
      <Facts
        facts={[
          ['状态', sheet.stateLabel],
          ['公布期限', sheet.light !== null && <Light key="l" light={sheet.light} />],
          ['期限日', sheet.dueOn],
        ]}
      />
      {sheet.editions.length > 0 && (
        <Section title="公布的版本">
          <ol className="history">
            {sheet.editions.map((edition) => (
              <li key={edition.number}>
                <a href={`${sheet.address}?edition=${edition.number}`} target="_blank" rel="noreferrer">
                  第 {edition.number} 版
                </a>
                <span>{instantText(edition.publishedAt)} 公布</span>
                {edition.why !== null && <span>更正：{edition.why}</span>}
              </li>
            ))}
          </ol>
        </Section>
      )}
      {filling && <FillDialog sheet={sheet} onClose={() => setFilling(false)} />}
    </>
  )
}

function FillDialog({ sheet, onClose }: { readonly sheet: SheetView; readonly onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const save = async (values: Readonly<Record<string, string | undefined>>) => {
    const facts = Object.fromEntries(sheet.fields.map(({ name }) => [name, values[name] ?? '']))
    await put(`/site-reports/${sheet.id}/facts`, { facts, basedOn: sheet.revision })
    await client.invalidateQueries({ queryKey: ['siteyear'] })
    message.success('已保存')
    onClose()
  }
  return (
    <FormDialog<Record<string, string | undefined>>
      name="fill-site-report"
      title="填写报表"
      submitLabel="保存"
      wide
      intro={<p>数字由记录统计，不用填写；只填写下列各项。没有填完也可以保存。</p>}
      initialValues={Object.fromEntries(sheet.fields.map(({ name, value }) => [name, value]))}
      onClose={onClose}
      onSubmit={save}
    >
      {sheet.fields.map((field) => {
        const choices = choicesOf(field)
        return choices ? (
          <SelectField
            key={field.name}
            name={field.name}
            label={field.label}
            placeholder="请选择"
            options={Object.entries(choices).map(([value, label]) => ({ value, label }))}
          />
        ) : (
          <TextField key={field.name} name={field.name} label={field.label} maxLength={200} />
        )
      })}
    </FormDialog>
  )
}
