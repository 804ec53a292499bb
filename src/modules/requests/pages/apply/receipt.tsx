import { formatChinese, type CivilDate } from '#platform/dates.ts'
import type { PageRoute } from '#platform/http/page.ts'
import { Notice } from '#ui/portal/index.ts'
import type { RequestServices } from '../../actions/step.ts'
import type { ReceiptView } from '../../contract/intake.ts'
import { getListed } from '../../store/list.ts'
import { CRUMBS } from './form.tsx'

export const RECEIPT_COOKIE = 'mingjing_receipt'
export const RECEIPT_SECONDS = 1800

export function sealReceipt({ secrets }: RequestServices, receipt: ReceiptView): string {
  return secrets.seal('requests.receipt', JSON.stringify(receipt)).toString('base64url')
}

function openReceipt({ secrets }: RequestServices, sealed: string | undefined): ReceiptView | undefined {
  if (sealed === undefined) return undefined
  try {
    return JSON.parse(secrets.open('requests.receipt', Buffer.from(sealed, 'base64url'))) as ReceiptView
  } catch {
    // Not ours or damaged: the same as none.
    return undefined
  }
}

export function receiptPage(services: RequestServices): PageRoute {
  return {
    method: 'GET',
    path: '/requests/receipt',
    keep: 0,
    async read({ db, cookies }) {
      const receipt = openReceipt(services, cookies[RECEIPT_COOKIE])
      if (!receipt) return { redirect: '/requests/status', status: 303 }
      const { unit_name: unit, due_on: dueOn } = await getListed(db, receipt.id)
      const numbers = [receipt, ...receipt.further].map((one) => one.number)
      return {
        title: '申请已经提交',
        section: 'requests',
        crumbs: [...CRUMBS, { label: '依申请公开', href: '/requests/new' }, { label: '回执' }],
        private: true,
        tags: [],
        main: (
          <>
            <div className="page-head">
              <h1>申请已经提交</h1>
              <p className="lead">受理机关：{unit}</p>
            </div>
            <Notice kind="done" title="请记下登记编号和查询码">
              <dl>
                <dt>登记编号</dt>
                {numbers.map((number) => (
                  <dd key={number} className="receipt-code" data-testid="number">
                    {number}
                  </dd>
                ))}
                <dt>查询码</dt>
                <dd className="receipt-code" data-testid="code">
                  {receipt.queryCode}
                </dd>
              </dl>
              {numbers.length > 1 ? <p>每个编号分别办理，查询码相同。</p> : null}
            </Notice>
            <p>查询码只在这里显示，请打印或者抄下来。</p>
            <p>
              <button type="button" className="quiet" data-print="" hidden>
                打印回执
              </button>{' '}
              <a href="/requests/status">查看进度</a>
            </p>
            <section>
              <h2>接下来</h2>
              <p>{nextWords(dueOn)}</p>
            </section>
          </>
        ),
      }
    },
  }
}

function nextWords(dueOn: CivilDate | null): string {
  const after =
    '需要延长的，会告知您，延长不超过二十个工作日。答复作出以后，凭登记编号和查询码在“查进度”里查看。'
  return dueOn === null
    ? `受理机关会与您确认。双方确认之日为收到申请之日，从第二天起算，二十个工作日内答复；${after}`
    : `今天为收到申请之日，从第二天起算工作日，法定节假日和周末不计，应当在${formatChinese(dueOn)}前答复（含当日）；${after}`
}
