import type { RequestServices } from '../actions/step.ts'
import type { RequestView } from '../contract/views.ts'
import type { ApplicantRow } from '../store/intake.ts'

function masked(number: string): string {
  return number.length <= 8
    ? `${number.slice(0, 1)}****`
    : `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`
}

/** Whole for who handles the request, since they must reach the applicant; others who read it see who asked in outline. */
export function presentApplicant(
  services: RequestServices,
  row: ApplicantRow,
  applicantKind: string,
  whole: boolean,
): RequestView['applicant'] {
  const outline = (name: string) => (name === '' ? '' : `${name.slice(0, 1)}＊＊`)
  const hidden = (text: string) => (text === '' || whole ? text : '＊＊＊')
  return {
    name: whole || applicantKind !== 'natural' ? row.name : outline(row.name),
    representative: whole ? row.representative : outline(row.representative),
    identityKind: row.identity_kind,
    identityMasked: identityOf(services, row, whole),
    phone: hidden(row.phone),
    email: hidden(row.email),
    address: hidden(row.address),
  }
}

function identityOf({ secrets }: RequestServices, row: ApplicantRow, whole: boolean): string {
  if (row.identity_sealed === null) return '已按期清除'
  return whole ? masked(secrets.open('requests.identity', row.identity_sealed)) : '＊＊＊'
}
