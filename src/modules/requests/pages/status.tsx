import type { Decision } from '#platform/decision.ts'
import type { PageContent, PageRequest, PageRoute } from '#platform/http/page.ts'
import { createContext, publicActor, type Context } from '#kernel/identity/index.ts'
import type { FieldError } from '#ui/portal/index.ts'
import { correctOnline } from '../actions/correction.ts'
import { withdraw } from '../actions/ending.ts'
import { givePoll } from '../actions/poll.ts'
import type { RequestServices } from '../actions/step.ts'
import { findByQueryCode } from '../code.ts'
import { getListed } from '../store/list.ts'
import { issueText } from '../words.ts'
import { casePage } from './status/case.tsx'
import { CRUMBS, entryPage } from './status/entry.tsx'
import { WithdrawalForm } from './status/forms.tsx'
import { readTicket, sealTicket } from './status/ticket.ts'

/**
 * Where an applicant sees what became of a request, and takes part in it: by number and query code, without an account.
 * The forms on it carry a ticket, since number and code have opened the page already.
 */
export function statusPages(services: RequestServices): PageRoute[] {
  return [
    entry,
    checked(services),
    withTicket(services, '/requests/status/case', (request, id) => casePage(services, request, id)),
    withTicket(services, '/requests/status/correction', (request, id) => correct(services, request, id)),
    withTicket(services, '/requests/status/withdrawal', (request, id) => takeBack(services, request, id)),
    withTicket(services, '/requests/status/poll', (request, id) => poll(services, request, id)),
  ]
}

const entry: PageRoute = {
  method: 'GET',
  path: '/requests/status',
  keep: 0,
  read: async () => entryPage({}, []),
}

const NO_MATCH = '登记编号或者查询码不正确。连续输错五次，要过十五分钟才能再查。'
const RUN_OUT = '页面打开的时间太长，请重新输入登记编号和查询码。'

function checked(services: RequestServices): PageRoute {
  return {
    method: 'POST',
    path: '/requests/status',
    keep: 0,
    perMinute: 20,
    async read(request) {
      const { db, now, form } = request
      const [number, code] = [form['number'] ?? '', form['code'] ?? '']
      const missing: FieldError[] = []
      if (number.trim() === '') missing.push({ field: 'number', message: '请填写登记编号' })
      if (code.trim() === '') missing.push({ field: 'code', message: '请填写查询码' })
      if (missing.length > 0) return entryPage(form, missing, 422)
      const ctx = createContext(db, publicActor, now)
      const id = await findByQueryCode(ctx, number, code, await request.client())
      if (id === undefined) return entryPage(form, [{ field: 'number', message: NO_MATCH }], 422)
      return casePage(services, request, id)
    },
  }
}

function withTicket(
  services: RequestServices,
  path: string,
  work: (request: PageRequest, id: number) => Promise<PageContent>,
): PageRoute {
  return {
    method: 'POST',
    path,
    keep: 0,
    perMinute: 20,
    async read(request) {
      const id = readTicket(services, request.now, request.form['ticket'])
      return id === undefined
        ? entryPage({}, [{ field: 'number', message: RUN_OUT }], 422)
        : work(request, id)
    },
  }
}

const contextOf = ({ db, now }: PageRequest): Context => createContext(db, publicActor, now)

const CHANGED = {
  kind: 'warning',
  words: '这件申请的办理情况已经变化，刚才的操作没有生效，请看最新进度。',
} as const

/** The errors of the form; undefined when the case has gone on, and no form would help. */
function errorsOf(decision: Decision<unknown>): FieldError[] | undefined {
  if (decision.ok || decision.issues.some((one) => one.field === 'state')) return undefined
  return decision.issues.map((one) => ({ field: one.field, message: issueText(one) }))
}

async function correct(services: RequestServices, request: PageRequest, id: number): Promise<PageContent> {
  const text = (name: string) => request.form[name] ?? ''
  const decision = await correctOnline(contextOf(request), services, id, {
    wantedTitle: text('wantedTitle'),
    wantedNumber: text('wantedNumber'),
    description: text('description'),
    reply: text('reply'),
  })
  if (decision.ok)
    return casePage(services, request, id, {
      said: { kind: 'done', words: '补正已经收到，新的答复期限见下面。' },
    })
  const errors = errorsOf(decision)
  return casePage(
    services,
    request,
    id,
    errors ? { form: 'correction', values: request.form, errors } : { said: CHANGED },
  )
}

async function takeBack(services: RequestServices, request: PageRequest, id: number): Promise<PageContent> {
  const { form } = request
  if (form['confirmed'] === undefined) return withdrawalPage(services, request, id, [])
  const decision = await withdraw(contextOf(request), services, id, { words: form['words'] ?? '' })
  if (decision.ok) return casePage(services, request, id, { said: { kind: 'done', words: '申请已经撤回。' } })
  const errors = errorsOf(decision)
  return errors
    ? withdrawalPage(services, request, id, errors)
    : casePage(services, request, id, { said: CHANGED })
}

async function withdrawalPage(
  services: RequestServices,
  { db, now, form }: PageRequest,
  id: number,
  errors: readonly FieldError[],
): Promise<PageContent> {
  const { number } = await getListed(db, id)
  return {
    title: `${errors.length > 0 ? '有错误：' : ''}撤回申请 ${number}`,
    status: errors.length > 0 ? 422 : 200,
    section: 'requests',
    crumbs: CRUMBS,
    private: true,
    tags: [],
    main: (
      <WithdrawalForm
        number={number}
        ticket={sealTicket(services, now, id)}
        values={{ words: form['words'] ?? '' }}
        errors={errors}
      />
    ),
  }
}

async function poll(services: RequestServices, request: PageRequest, id: number): Promise<PageContent> {
  const { form } = request
  const decision = await givePoll(contextOf(request), id, {
    satisfied: form['satisfied'] ?? '',
    words: form['words'] ?? '',
  })
  if (decision.ok)
    return casePage(services, request, id, { said: { kind: 'done', words: '评价已经收到，谢谢您。' } })
  const asked = decision.issues.every((one) => one.code === 'required' || one.code === 'too_long')
  return casePage(
    services,
    request,
    id,
    asked
      ? { form: 'poll', values: form, errors: errorsOf(decision) ?? [] }
      : { said: { kind: 'warning', words: '已经评价过，或者过了评价的时间。' } },
  )
}
