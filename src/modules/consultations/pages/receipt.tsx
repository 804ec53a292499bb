import type { PageRoute, Redirect } from '#platform/http/page.ts'
import { Notice } from '#ui/portal/index.ts'
import type { ConsultationServices } from '../actions.ts'
import type { ReceiptView } from '../contract.ts'

const COOKIE = 'mingjing_consultation'
const SECONDS = 1800
const PURPOSE = 'consultations.receipt'

/** To the page that shows number and code once; they travel sealed, in nobody's address bar. */
export function keepReceipt({ secrets }: ConsultationServices, receipt: ReceiptView): Redirect {
  const value = secrets.seal(PURPOSE, JSON.stringify(receipt)).toString('base64url')
  return {
    redirect: '/consultations/receipt',
    status: 303,
    cookie: { name: COOKIE, value, seconds: SECONDS },
  }
}

function readReceipt({ secrets }: ConsultationServices, sealed: string | undefined): ReceiptView | undefined {
  if (sealed === undefined) return undefined
  try {
    return JSON.parse(secrets.open(PURPOSE, Buffer.from(sealed, 'base64url'))) as ReceiptView
  } catch {
    // Not ours or damaged: the same as none.
    return undefined
  }
}

export function receiptPage(services: ConsultationServices): PageRoute {
  return {
    method: 'GET',
    path: '/consultations/receipt',
    keep: 0,
    async read({ cookies }) {
      const receipt = readReceipt(services, cookies[COOKIE])
      if (!receipt) return { redirect: '/consultations/status', status: 303 }
      return {
        title: '咨询已经提交',
        section: 'consultations',
        crumbs: [{ label: '咨询', href: '/consultations/new' }, { label: '回执' }],
        private: true,
        tags: [],
        main: (
          <>
            <div className="page-head">
              <h1>咨询已经提交</h1>
            </div>
            <Notice kind="done" title="请记下登记编号和查询码">
              <dl>
                <dt>登记编号</dt>
                <dd className="receipt-code" data-testid="number">
                  {receipt.number}
                </dd>
                <dt>查询码</dt>
                <dd className="receipt-code" data-testid="code">
                  {receipt.queryCode}
                </dd>
              </dl>
            </Notice>
            <p>查询码只在这里显示，请打印或者抄下来。没有留联系方式的，只能凭它们看答复。</p>
            <p>
              <button type="button" className="quiet" data-print="" hidden>
                打印回执
              </button>{' '}
              <a href="/consultations/status">查答复</a>
            </p>
          </>
        ),
      }
    },
  }
}
