import { useState } from 'react'
import { Alert, App, Button, Input } from 'antd'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { post, put, remove } from '#ui/console/api.ts'
import { DetailLayout, Facts, PageHead, Section } from '#ui/console/detail.tsx'
import { errorWords, reasonWords } from '#ui/console/words.ts'
import { History } from '#modules/administration/screens/history.tsx'
import { RelatedPicker } from '#modules/publishing/screens/related.tsx'
import type { CompositionBody, IssueView } from '../contract.ts'
import { CopiesSection } from './copies.tsx'
import { STATES } from './list.tsx'
import { issueQuery } from './queries.ts'

const route = getRouteApi('/signed-in/gazette/$issueId')

export function IssueScreen() {
  const { issueId } = route.useParams()
  const { data: issue } = useSuspenseQuery(issueQuery(issueId))
  return <IssuePage key={`${issueId} ${issue.revision} ${issue.state}`} issue={issue} />
}

interface Line {
  readonly section: string
  readonly documentId: number
  readonly title: string
  readonly problems: readonly string[]
}

function IssuePage({ issue }: { readonly issue: IssueView }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message, modal } = App.useApp()
  const [name, setName] = useState(issue.name)
  const [imprint, setImprint] = useState(issue.imprint)
  const [lines, setLines] = useState<readonly Line[]>(issue.entries)
  const [changed, setChanged] = useState(false)
  const composing = issue.state === 'composing' && issue.may.compose
  const address = `/gazette/issues/${issue.id}`
  const refresh = () => client.invalidateQueries({ queryKey: ['gazette'] })
  const change = (next: readonly Line[]) => {
    setLines(next)
    setChanged(true)
  }
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work()
      message.success(done)
      await refresh()
    } catch (error) {
      message.error(errorWords(error))
    }
  }
  const save = () => {
    const body: CompositionBody = {
      revision: issue.revision,
      name,
      imprint,
      entries: lines.map(({ section, documentId }) => ({ section, documentId })),
    }
    return act(() => put(address, body), '已保存')
  }
  const putOut = () =>
    modal.confirm({
      title: `印发${issue.year}年第${issue.number}期？`,
      content: `共 ${lines.length} 份文件。印发后内容固定，立即上网，版式文件随后排好。`,
      okText: '印发',
      cancelText: '取消',
      onOk: () => act(() => post(`${address}/issuings`, { revision: issue.revision }), '已印发'),
    })
  const discard = () =>
    modal.confirm({
      title: '删除这一期？',
      content: '没有印发的一期可以删除，期号可以再用。',
      okText: '删除',
      cancelText: '取消',
      onOk: async () => {
        await remove(address)
        await refresh()
        await navigate({ to: '/gazette', search: {} })
      },
    })
  return (
    <>
      <PageHead
        above={<Link to="/gazette">政府公报</Link>}
        title={`${issue.year}年第${issue.number}期`}
        essentials={`${issue.name} · 总第${issue.totalNumber}期 · ${STATES[issue.state]}`}
      />
      <DetailLayout
        sideLabel="办理"
        main={
          <>
            {issue.pdfProblem !== null && (
              <Alert
                type="error"
                showIcon
                className="problem"
                title="排版没有成功"
                description={issue.pdfProblem}
                action={
                  issue.may.issue && (
                    <Button onClick={() => void act(() => post(`${address}/typesettings`), '正在重新排版')}>
                      重新排版
                    </Button>
                  )
                }
              />
            )}
            <Section title={`目录（${lines.length}）`}>
              {composing ? (
                <Composition lines={lines} onChange={change} />
              ) : (
                <ol>
                  {issue.entries.map((entry) => (
                    <li key={entry.documentId}>
                      {entry.section}：
                      <Link to="/documents/$documentId" params={{ documentId: entry.documentId }}>
                        {entry.title}
                      </Link>
                    </li>
                  ))}
                </ol>
              )}
            </Section>
            {composing && (
              <Section title="刊名和版权页">
                <label className="stacked-label">
                  刊名
                  <Input
                    value={name}
                    maxLength={60}
                    onChange={(event) => {
                      setName(event.target.value)
                      setChanged(true)
                    }}
                  />
                </label>
                <label className="stacked-label">
                  版权页（主办、编辑、地址、电话、准印号等，一行一项）
                  <Input.TextArea
                    rows={5}
                    value={imprint}
                    maxLength={1000}
                    onChange={(event) => {
                      setImprint(event.target.value)
                      setChanged(true)
                    }}
                  />
                </label>
              </Section>
            )}
            {issue.state === 'issued' && <CopiesSection issue={issue} onDone={refresh} />}
            <History subject={`gazette:${issue.id}`} />
          </>
        }
        side={
          <>
            <Section title="可以做的">
              <div className="side-actions">
                {composing && (
                  <Button type={changed ? 'primary' : 'default'} onClick={() => void save()}>
                    保存
                  </Button>
                )}
                {issue.state === 'composing' && (
                  <Button href={`/api/v1${address}/preview.pdf`} target="_blank" disabled={changed}>
                    预览版式
                  </Button>
                )}
                {issue.state === 'composing' && issue.may.issue && (
                  <Button
                    type={changed ? 'default' : 'primary'}
                    disabled={changed || lines.length === 0}
                    onClick={() => void putOut()}
                  >
                    印发
                  </Button>
                )}
                {changed && <p className="reason">先保存，再预览或者印发</p>}
                {composing && <Button onClick={() => void discard()}>删除这一期</Button>}
              </div>
            </Section>
            <Section title="情况">
              <Facts
                facts={[
                  ['主办', issue.unit.name],
                  ['印发日期', issue.issuedOn],
                  ['文件', `${issue.documents} 份`],
                  ['寄送', `${issue.copies} 份`],
                  [
                    '版式文件',
                    issue.pdf && (
                      <a key="pdf" href={issue.pdf.address}>
                        PDF，{issue.pdf.pages} 页
                      </a>
                    ),
                  ],
                  ['校验码', issue.pdf && <code key="hash">{issue.pdf.sha256.slice(0, 16)}</code>],
                  [
                    '公开地址',
                    issue.address && (
                      <a key="address" href={issue.address} target="_blank" rel="noreferrer">
                        {issue.address}
                      </a>
                    ),
                  ],
                ]}
              />
            </Section>
          </>
        }
      />
    </>
  )
}

const SECTIONS = ['市政府文件', '市政府办公室文件', '部门文件', '人事任免', '大事记']

function Composition({
  lines,
  onChange,
}: {
  readonly lines: readonly Line[]
  readonly onChange: (lines: readonly Line[]) => void
}) {
  const [adding, setAdding] = useState(lines.at(-1)?.section ?? SECTIONS[0] ?? '')
  const [picker, setPicker] = useState(0)
  const move = (from: number, to: number) => {
    const next = [...lines]
    const [line] = next.splice(from, 1)
    if (line) next.splice(to, 0, line)
    onChange(next)
  }
  const rename = (at: number, section: string) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, section } : line)))
  return (
    <>
      {lines.length === 0 && <p className="quiet">还没有文件，请在下面查找添加。</p>}
      <ol className="composition">
        {lines.map((line, index) => (
          <li key={line.documentId}>
            <Input
              className="composition-section"
              aria-label={`${line.title} 的栏目`}
              list="gazette-sections"
              value={line.section}
              maxLength={40}
              onChange={(event) => rename(index, event.target.value)}
            />
            <span className="composition-title">
              {line.title}
              {line.problems.length > 0 && <span className="reason"> {reasonWords(line.problems)}</span>}
            </span>
            <span className="composition-steps">
              <Button
                size="small"
                type="text"
                aria-label={`上移 ${line.title}`}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              >
                ↑
              </Button>
              <Button
                size="small"
                type="text"
                aria-label={`下移 ${line.title}`}
                disabled={index === lines.length - 1}
                onClick={() => move(index, index + 1)}
              >
                ↓
              </Button>
              <Button
                size="small"
                type="text"
                aria-label={`移除 ${line.title}`}
                onClick={() => onChange(lines.filter((_, at) => at !== index))}
              >
                ×
              </Button>
            </span>
          </li>
        ))}
      </ol>
      <datalist id="gazette-sections">
        {[...new Set([...SECTIONS, ...lines.map((line) => line.section)])].map((section) => (
          <option key={section} value={section} />
        ))}
      </datalist>
      <div className="fields">
        <label className="stacked-label">
          栏目
          <Input
            list="gazette-sections"
            value={adding}
            maxLength={40}
            onChange={(event) => setAdding(event.target.value)}
          />
        </label>
        <div className="stacked-label">
          添加文件
          <RelatedPicker
            key={picker}
            noun="文件"
            named={[]}
            single
            onPick={(picked) => {
              if (lines.some((line) => line.documentId === picked.id)) return
              onChange([
                ...lines,
                { section: adding, documentId: picked.id, title: picked.title, problems: [] },
              ])
              setPicker(picker + 1)
            }}
          />
        </div>
      </div>
    </>
  )
}
