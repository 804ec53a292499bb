import type { FileStore } from '#platform/files/index.ts'
import type { Mailer } from '#platform/mail/index.ts'
import type { Texter } from '#platform/sms/index.ts'
import type { Secrets } from '#platform/secrets.ts'
import { collect, type Declared, type ModuleDeclaration } from '#kernel/declaration/index.ts'
import { administrationModule } from '#modules/administration/index.ts'
import { auditorModule } from '#modules/auditor/index.ts'
import { casebookModule, findEntries } from '#modules/casebook/index.ts'
import { caseworkModule } from '#modules/casework/index.ts'
import { checkingModule } from '#modules/checking/index.ts'
import { consultationsModule } from '#modules/consultations/index.ts'
import { displaysModule } from '#modules/displays/index.ts'
import { deskModule } from '#modules/desk/index.ts'
import { figuresModule } from '#modules/figures/index.ts'
import { gazetteModule, printedIn } from '#modules/gazette/index.ts'
import { legalityModule } from '#modules/legality/index.ts'
import { messagesModule, notifyStaff } from '#modules/messages/index.ts'
import { normativeModule } from '#modules/normative/index.ts'
import { disclosureModule } from '#modules/disclosure/index.ts'
import { outreachModule } from '#modules/outreach/index.ts'
import { papersModule } from '#modules/papers/index.ts'
import { powersModule } from '#modules/powers/index.ts'
import { channelInUse, documentReview, publishingModule } from '#modules/publishing/index.ts'
import { caseAccess, redactionModule } from '#modules/redaction/index.ts'
import { registersModule } from '#modules/registers/index.ts'
import { remediesModule } from '#modules/remedies/index.ts'
import { reportsModule } from '#modules/reports/index.ts'
import { requestsModule } from '#modules/requests/index.ts'
import { reviewModule } from '#modules/review/index.ts'
import { siteyearModule } from '#modules/siteyear/index.ts'
import { sitesModule } from '#modules/sites/index.ts'
import { subscriptionsModule } from '#modules/subscriptions/index.ts'
import { topicsModule } from '#modules/topics/index.ts'

/** What the edges hand to the modules. */
export interface Services {
  readonly files: FileStore
  readonly secrets: Secrets
  readonly mailer: Mailer
  readonly texter: Texter
  readonly secure: boolean
  readonly publicUrl: string
}

export interface House {
  readonly modules: readonly ModuleDeclaration[]
  readonly declared: Declared
}

/** The list of modules, in order; the one place where a module is switched on. */
export function buildHouse(services: Services): House {
  // Some modules serve what all declare; they ask for it when they are called, after the list is complete.
  let declared: Declared | undefined
  const everything = () => {
    if (!declared) throw new Error('the house is not built yet')
    return declared
  }
  const modules: readonly ModuleDeclaration[] = [
    administrationModule({
      ...services,
      permissions: () => everything().permissions,
      declared: everything,
    }),
    deskModule(() => modules.flatMap((module) => (module.desk ? [module.desk] : []))),
    reviewModule([documentReview]),
    checkingModule(services),
    legalityModule,
    publishingModule({ ...services, mentions: printedIn, alsoFound: findEntries }),
    normativeModule,
    gazetteModule(services),
    sitesModule({ channelInUse }),
    papersModule({ templates: () => everything().templates }),
    requestsModule(services),
    consultationsModule(services),
    casebookModule({
      publicUrl: services.publicUrl,
      caseKinds: () => everything().caseKinds,
      sources: () => modules.flatMap((module) => module.casebookSource ?? []),
    }),
    remediesModule(services),
    caseworkModule({ ...services, kinds: () => everything().caseKinds, notify: notifyStaff }),
    redactionModule({
      ...services,
      access: caseAccess(() => everything().caseKinds),
    }),
    registersModule(() => everything().registers),
    powersModule,
    disclosureModule(services),
    subscriptionsModule(services),
    messagesModule({ ...services, caseKinds: () => everything().caseKinds }),
    displaysModule,
    outreachModule,
    topicsModule,
    auditorModule,
    figuresModule(everything),
    reportsModule(everything, services),
    siteyearModule(everything, services),
  ]
  declared = collect(modules)
  return { modules, declared }
}
