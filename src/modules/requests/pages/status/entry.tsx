import type { PageContent } from '#platform/http/page.ts'
import { ErrorSummary, SubmitButton, TextField, type FieldError } from '#ui/portal/index.ts'

export const CRUMBS = [
  { label: '政府信息公开', href: '/disclosure' },
  { label: '依申请公开', href: '/requests/new' },
  { label: '查进度' },
]

/** Where number and query code are asked for. */
export function entryPage(
  values: Readonly<Record<string, string>>,
  errors: readonly FieldError[],
  status = 200,
): PageContent {
  return {
    title: errors.length > 0 ? '有错误：查询申请进度' : '查询申请进度',
    status,
    section: 'requests',
    crumbs: CRUMBS,
    private: true,
    tags: [],
    main: (
      <>
        <div className="page-head">
          <h1>查询申请进度</h1>
          <p className="lead">登记编号和查询码在提交申请时的回执上。</p>
        </div>
        <ErrorSummary errors={errors} />
        <form className="stacked" method="post" action="/requests/status" noValidate>
          <TextField
            name="number"
            label="登记编号"
            value={values['number'] ?? ''}
            hint="例如：YSQ-ZFB-2026-00001"
            error={errors.find((one) => one.field === 'number')?.message}
            autoComplete="off"
          />
          <TextField
            name="code"
            label="查询码"
            value=""
            hint="10 位字母和数字"
            error={errors.find((one) => one.field === 'code')?.message}
            autoComplete="off"
            width="short"
          />
          <SubmitButton>查询</SubmitButton>
        </form>
      </>
    ),
  }
}
