import type { RequestServices } from '../../actions/step.ts'

/** How long the forms of a status page may be used after number and code were checked. */
const TICKET_MINUTES = 30

interface Ticket {
  readonly caseId: number
  readonly until: number
}

/** What the forms of a status page carry: nobody makes one up, so it needs no session and no guard of its own. */
export function sealTicket({ secrets }: RequestServices, now: Date, caseId: number): string {
  const ticket: Ticket = { caseId, until: now.getTime() + TICKET_MINUTES * 60_000 }
  return secrets.seal('requests.ticket', JSON.stringify(ticket)).toString('base64url')
}

/** The case that a form is about; undefined when its ticket has run out or is not ours. */
export function readTicket({ secrets }: RequestServices, now: Date, text = ''): number | undefined {
  try {
    const ticket = JSON.parse(secrets.open('requests.ticket', Buffer.from(text, 'base64url'))) as Ticket
    return ticket.until >= now.getTime() ? ticket.caseId : undefined
  } catch {
    // Changed, made up, or sealed with another key: no ticket.
    return undefined
  }
}
