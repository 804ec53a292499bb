import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderStore } from '#platform/files/index.ts'
import { createSecrets } from '#platform/secrets.ts'
import { civilDate } from '#platform/dates.ts'
import type { Application, PaperRequest } from '#modules/requests/contract/intake.ts'
import type { RequestServices } from '#modules/requests/index.ts'

/** A person's valid application, answered on the portal; what matters to the test is passed in. */
export function buildApplication(part: Partial<Application> = {}): Application {
  return {
    applicantKind: 'natural',
    name: '闻溪',
    representative: '',
    identityKind: 'citizen_id',
    // the example of GB 11643-1999
    identityNumber: '11010519491231002X',
    phone: '0980-5571000',
    email: '',
    address: '',
    wantedTitle: '河道保洁考核结果',
    wantedNumber: '',
    description: '',
    wantedForm: 'electronic',
    wantedWay: 'online',
    ...part,
  }
}

/** The same handed in at the unit on 2026-03-02. */
export function buildPaper(part: Partial<PaperRequest> & { unitId: number }): PaperRequest {
  return {
    ...buildApplication(),
    receiptWay: 'in_person',
    arrivedOn: civilDate('2026-03-02'),
    confirmedOn: null,
    ...part,
  }
}

/** What the module needs from the edges: a folder of its own, to be removed, and a key that is always the same. */
export async function requestServices(): Promise<RequestServices & { remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'mingjing-requests-'))
  return {
    files: folderStore(folder),
    secrets: createSecrets(Buffer.alloc(32, 7)),
    publicUrl: 'http://localhost',
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
