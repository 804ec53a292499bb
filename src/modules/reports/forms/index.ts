import type { CivilDate } from '#platform/dates.ts'
import { Refusal } from '#platform/errors.ts'
import { form2008 } from './2008.ts'
import { form2014 } from './2014.ts'
import { form2019 } from './2019.ts'
import { form2021 } from './2021.ts'
import type { ReportForm } from './form.ts'

export * from './form.ts'
export { form2014, form2019, form2021 }

/** From the newest to the oldest. */
const forms: readonly ReportForm[] = [form2021, form2019, form2014, form2008]

/** The first year that has a form. */
export const FIRST_YEAR = Math.min(...forms.map((form) => form.from))

/** The form of a year's report; refused before the first form that is known, and for years that have not begun. */
export function formOf(year: number, today: CivilDate): ReportForm {
  const form = forms.find((one) => year >= one.from)
  if (!form) throw new Refusal('year_not_supported', 422, { year, since: FIRST_YEAR })
  const last = Number(today.slice(0, 4))
  if (year > last) throw new Refusal('year_in_future', 422, { year, last })
  return form
}

/** Years that have a form, the one that runs first. */
export function yearsUntil(today: string): number[] {
  const last = Number(today.slice(0, 4))
  return Array.from({ length: Math.max(0, last - FIRST_YEAR + 1) }, (_, index) => last - index)
}
