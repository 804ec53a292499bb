import { useQuery } from '@tanstack/react-query'
import { numbersQuery } from './queries.ts'

/** How the units of the list stand, in one line. */
export function NumbersLine({ unitId }: { readonly unitId: number | undefined }) {
  const { data } = useQuery(numbersQuery(unitId))
  if (!data) return null
  const share = data.judged === 0 ? undefined : Math.floor((data.onTime / data.judged) * 1000) / 10
  const parts = [
    `在办 ${data.open} 件`,
    `超期 ${data.red} 件`,
    `提醒 ${data.yellow} 件`,
    `今天到期 ${data.dueToday} 件`,
    `暂停计时 ${data.paused} 件`,
  ]
  const year = [
    `${data.year} 年收到 ${data.received} 件`,
    `办结 ${data.concluded} 件`,
    ...(share === undefined ? [] : [`按时率 ${share}%（${data.onTime}/${data.judged}）`]),
    ...(data.medianDays === null ? [] : [`办结用时中位数 ${data.medianDays} 天`]),
  ]
  return (
    <p className="note numbers-line">
      {parts.join('，')}。{year.join('，')}。
    </p>
  )
}
