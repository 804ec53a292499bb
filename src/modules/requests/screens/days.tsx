import type { RequestView } from '../contract/views.ts'

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']

/** Why that day: every day of the limit with its number, or the reason why it does not count. */
export function Days({ request }: { readonly request: RequestView }) {
  const { days, lawLabel, provisional } = request
  if (days.length === 0) return null
  const last = days.reduce((most, { count }) => Math.max(most, count ?? 0), 0)
  return (
    <details>
      <summary>为什么是这一天</summary>
      <p className="note">
        收到次日起算，共 {last} 个工作日{lawLabel && `（${lawLabel}）`}。
        {provisional && '其中有的年份节假日安排尚未公布，到期日可能变动。'}
      </p>
      <table className="days">
        <caption className="unseen">期限逐日说明</caption>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">星期</th>
            <th scope="col">第几天</th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date} className={day.count === null ? 'uncounted' : ''}>
              <td>{day.date}</td>
              <td>{WEEKDAYS[new Date(`${day.date}T00:00:00Z`).getUTCDay()]}</td>
              <td>{day.count ?? '不计'}</td>
              <td>{day.name}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
