import { askQuestion, decideChallenge } from '#platform/challenge/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Issue } from '#platform/decision.ts'
import type { PageContent, PageRequest, PageRoute, Redirect } from '#platform/http/page.ts'
import { createContext, publicActor } from '#kernel/identity/index.ts'
import { listUnits, type Unit } from '#kernel/organisation/index.ts'
import { challengeText } from '#ui/portal/index.ts'
import { submitApplication } from '../actions/intake.ts'
import type { RequestServices } from '../actions/step.ts'
import { decideSubmission, mayBeAsked, type Asked } from '../rules/intake.ts'
import { isRegisterShown } from '../store/policy.ts'
import { issueText } from '../words.ts'
import { checkFiles, UPLOADS } from './apply/files.ts'
import { formPage } from './apply/form.tsx'
import { RECEIPT_COOKIE, RECEIPT_SECONDS, receiptPage, sealReceipt } from './apply/receipt.tsx'
import { PURPOSE, reviewPage } from './apply/review.tsx'
import { suggestFor } from './apply/suggestions.tsx'
import {
  addRow,
  applicationOf,
  DEFAULTS,
  formKeyOf,
  furtherOf,
  removeRow,
  type FormValues,
} from './apply/values.ts'

/** The form of Article 29, read back before it is sent, and its receipt. */
export function applyPages(services: RequestServices): PageRoute[] {
  return [newPage, submitPage(services), receiptPage(services)]
}

const newPage: PageRoute = {
  method: 'GET',
  path: '/requests/new',
  keep: 0,
  query: ['unit'],
  read: (request) =>
    form(request, { ...DEFAULTS, unit: request.query['unit'] ?? '', formKey: formKeyOf({}) }),
}

async function askableUnits(db: Db): Promise<Unit[]> {
  return (await listUnits(db)).filter(mayBeAsked)
}

async function form(
  { db, today }: PageRequest,
  values: FormValues,
  issues: readonly Issue[] = [],
): Promise<PageContent> {
  const [units, register] = await Promise.all([askableUnits(db), isRegisterShown(db, today)])
  const errors = errorsOf(issues)
  return formPage({ values, errors, units, register }, errors.length > 0 ? 422 : 200)
}

const errorsOf = (issues: readonly Issue[]) =>
  issues.map((one) => ({ field: one.field, message: challengeText(one.code) ?? issueText(one) }))

/** One address for the whole form: its buttons say what is wanted of it. */
function submitPage(services: RequestServices): PageRoute {
  return {
    method: 'POST',
    path: '/requests/new',
    keep: 0,
    perMinute: 20,
    uploads: UPLOADS,
    async read(request) {
      const sent = request.form
      const values = { ...DEFAULTS, ...sent, formKey: formKeyOf(sent) }
      if (sent['add'] !== undefined) return form(request, addRow(values))
      if (sent['remove'] !== undefined) return form(request, removeRow(values, sent['remove']))
      if (sent['edit'] !== undefined) return form(request, values)
      const unit = (await askableUnits(request.db)).find((one) => one.code === sent['unit'])
      const decision = decideSubmission(applicationOf(values), furtherOf(values), unit)
      if (!decision.ok || !unit) return form(request, values, decision.ok ? [] : decision.issues)
      const checked = { values, unit, asked: decision.value }
      return sent['send'] === undefined
        ? review(services, request, checked)
        : send(services, request, checked)
    },
  }
}

interface Checked {
  readonly values: FormValues
  readonly unit: Unit
  readonly asked: Asked
}

async function review(
  { secrets }: RequestServices,
  { db, now, files = [] }: PageRequest,
  { values, unit, asked }: Checked,
  issues: readonly Issue[] = [],
): Promise<PageContent> {
  const { application, further } = asked
  return reviewPage({
    values,
    unit: unit.name,
    application,
    further,
    suggestions: await suggestFor(db, [application, ...further]),
    question: askQuestion(secrets, PURPOSE, now, values),
    errors: errorsOf(issues),
    filesLost: files.length > 0,
  })
}

async function send(
  services: RequestServices,
  request: PageRequest,
  checked: Checked,
): Promise<PageContent | Redirect> {
  const { db, now } = request
  const { values, unit, asked } = checked
  const { files, issues } = await checkFiles(request.files ?? [])
  if (issues.length > 0) return review(services, request, checked, issues)
  // Asked before the transaction begins.
  const clientHash = await request.client()
  const formKey = formKeyOf(values)
  const decision = await submitApplication(
    createContext(db, publicActor, now),
    services,
    unit.id,
    asked.application,
    formKey,
    {
      further: asked.further,
      files,
      pass: (tx) =>
        decideChallenge(tx, {
          secrets: services.secrets,
          purpose: PURPOSE,
          form: values,
          clientHash,
          now,
          formKey,
        }),
    },
  )
  if (!decision.ok) return review(services, request, checked, decision.issues)
  return {
    redirect: '/requests/receipt',
    status: 303,
    cookie: { name: RECEIPT_COOKIE, value: sealReceipt(services, decision.value), seconds: RECEIPT_SECONDS },
  }
}
