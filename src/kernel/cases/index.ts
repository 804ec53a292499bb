export { addPastCases, type PastCase } from './bulk.ts'
export {
  caseSubject,
  decideStep,
  defineCaseKind,
  finalStates,
  stepsFrom,
  type CaseKind,
  type CaseStep,
  type Outcome,
} from './kind.ts'
export {
  findCaseOfSubject,
  getAnyCase,
  getCase,
  listSteps,
  lockAnyCases,
  lockCase,
  openCase,
  takeStep,
  type CaseRow,
} from './store.ts'
export { hashCode, makeQueryCode, openByCode, typedNumber } from './query-code.ts'
