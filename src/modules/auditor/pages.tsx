import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import {
  DataTable,
  EmptyState,
  ErrorSummary,
  FileField,
  Notice,
  SubmitButton,
  TextArea,
  type FieldError,
} from '#ui/portal/index.ts'
import type { Audit, AuditedRelation, Verdict } from './contract.ts'
import { LONGEST_TEXT, UPLOADS } from './limits.ts'
import { READABLE } from './reading/index.ts'
import { auditFiles, type UnreadFile } from './reports.ts'

const TITLE = '年报核对'
const VERDICTS: Readonly<Record<Verdict, string>> = {
  broken: '× 对不上',
  rounding: '≈ 约略相符',
  holds: '✓ 相符',
  unknown: '— 无法判断',
}
const KINDS: Readonly<Record<string, string>> = {
  sum: '分项与总数',
  rate: '比率',
  change: '比上年增减',
  ratio: '倍数',
  bound: '部分不大于整体',
  count: '列举个数',
  tie: '表内勾稽',
  table: '表内合计',
  cell: '表格单元',
  cross: '文字与表格',
  carry: '与上年衔接',
}
const UNREAD: Readonly<Record<UnreadFile['code'], string>> = {
  file_type: '不是可以核对的文件，请用网页、Word（docx）、Excel（xlsx）、带文字的 PDF 或纯文本',
  file_broken: '文件打不开，可能已损坏或加了密码',
  file_long: '文字太多，请只留下年度报告',
  file_empty: '文件里没有读到文字，扫描件请先识别成文字',
}
const ORDER: readonly Verdict[] = ['broken', 'rounding', 'holds', 'unknown']

export const auditorPages: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/audit',
    keep: 3600,
    read: () => Promise.resolve(page(<Form text="" errors={[]} />)),
  },
  { method: 'POST', path: '/audit', keep: 0, perMinute: 10, uploads: UPLOADS, read: readAudit },
]

function page(main: PageContent['main'], more: Partial<PageContent> = {}): PageContent {
  return {
    title: TITLE,
    description: '粘贴或上传一份政府信息公开年度报告，核对其中的数字是否对得上。',
    crumbs: [{ label: TITLE }],
    section: 'reports',
    tags: [],
    main: (
      <>
        <h1>{TITLE}</h1>
        {main}
      </>
    ),
    ...more,
  }
}

async function readAudit(request: PageRequest): Promise<PageContent> {
  const text = request.form['text'] ?? ''
  const files = request.files ?? []
  const errors: FieldError[] = []
  if (text.trim() === '' && files.length === 0)
    errors.push({ field: 'text', message: '请粘贴年度报告的文字，或者选择文件' })
  if (text.length > LONGEST_TEXT)
    errors.push({ field: 'text', message: `文字不能超过${LONGEST_TEXT / 10_000}万字` })
  for (const { name, refused } of files) {
    if (refused === 'file_too_large')
      errors.push({ field: 'files', message: `“${name}”超过${UPLOADS.megabytes}兆` })
    if (refused === 'too_many_files')
      errors.push({ field: 'files', message: `一次最多${UPLOADS.files}个文件，“${name}”没有核对` })
  }
  if (errors.length > 0) return page(<Form text={text} errors={errors} />, { status: 422, private: true })
  const pasted = text.trim() === '' ? [] : [{ name: '粘贴的文字', content: Buffer.from(text) }]
  const { audits, unread } = await auditFiles([...pasted, ...files])
  const failed = unread.map((one) => ({ field: 'files', message: `“${one.file}”${UNREAD[one.code]}` }))
  return page(
    <>
      {audits.map((audit) => (
        <Result key={audit.file} audit={audit} />
      ))}
      <h2 className="audit">再核对一份</h2>
      <Form text="" errors={failed} />
    </>,
    { private: true, status: failed.length > 0 && audits.length === 0 ? 422 : 200 },
  )
}

function Form({ text, errors }: { text: string; errors: readonly FieldError[] }) {
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  return (
    <>
      <p>
        粘贴或上传任何城市、任何年度的政府信息公开年度报告，这里找出其中的数字，核对分项与总数、比率、比上年增减、表内勾稽和文字与表格是否一致。上传的内容只用于本次核对，不保存。
      </p>
      <ErrorSummary errors={errors} />
      <form className="stacked" method="post" action="/audit" encType="multipart/form-data">
        <TextArea
          name="text"
          label="年度报告的文字"
          value={text}
          rows={10}
          required={false}
          hint="从网页复制即可，表格也可以一起复制。"
          error={errorOf('text')}
        />
        <FileField
          name="files"
          label="年度报告的文件"
          multiple
          required={false}
          accept={READABLE.map((ending) => `.${ending}`).join(',')}
          hint={`网页、docx、xlsx、带文字的 PDF 或纯文本，最多${UPLOADS.files}个，每个不超过${UPLOADS.megabytes}兆。同一机关相邻两年的报告一起上传，还会核对结转数。`}
          error={errorOf('files')}
        />
        <SubmitButton>核对</SubmitButton>
      </form>
    </>
  )
}

function Result({ audit }: { audit: Audit }) {
  const of = (verdict: Verdict) => audit.relations.filter((one) => one.verdict === verdict)
  const broken = of('broken')
  return (
    <section className="audit">
      <h2>{audit.file}</h2>
      {audit.figures.length === 0 ? (
        <EmptyState>没有读到数字。</EmptyState>
      ) : (
        <>
          {broken.length === 0 ? (
            <Notice title="没有发现对不上的数字" />
          ) : (
            <Notice kind="warning" title={`有${broken.length}处对不上`}>
              <ul>
                {broken.map((one, index) => (
                  <li key={index}>
                    {one.label}：{one.computation}
                    {one.difference === null ? '' : `，相差${Math.abs(one.difference)}`}（{placeText(one)}）
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          <p>
            共{audit.figures.length}个数字，{audit.relations.length}项关系：
            {ORDER.map((verdict) => `${VERDICTS[verdict].slice(2)}${of(verdict).length}项`).join('，')}。
          </p>
          {audit.relations.length > 0 && (
            <DataTable
              caption="关系逐项核对"
              columns={[
                { label: '结果' },
                { label: '关系' },
                { label: '计算' },
                { label: '相差', numeric: true },
                { label: '位置' },
              ]}
              rows={ORDER.flatMap(of).map((one) => [
                VERDICTS[one.verdict],
                `${KINDS[one.kind] ?? one.kind}：${one.label}`,
                one.computation + (one.note === undefined ? '' : `（${one.note}）`),
                one.difference === null || one.kind === 'bound' ? '' : String(one.difference),
                placeText(one),
              ])}
            />
          )}
          <details>
            <summary>读到的{audit.figures.length}个数字</summary>
            <DataTable
              grid
              caption="数字"
              columns={[
                { label: '名称' },
                { label: '数值', numeric: true },
                { label: '单位' },
                { label: '原文' },
              ]}
              rows={audit.figures.map((one) => [
                one.label,
                one.value === null ? '空白' : `${one.approx ?? ''}${one.value}`,
                one.unit ?? '',
                one.raw,
              ])}
            />
          </details>
        </>
      )}
    </section>
  )
}

function placeText({ at }: Pick<AuditedRelation, 'at'>): string {
  const where = at.page === undefined ? `第${at.line}行` : `第${at.page}页`
  const cell = at.cell === undefined ? '' : `${at.sheet ?? ''}${at.cell}格`
  return `${cell === '' ? where : cell}“${at.quote}”`
}
