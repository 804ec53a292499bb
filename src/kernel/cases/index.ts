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
export {
  hashCode,
  makeQueryCode,
  QUERY_LOCK_MINUTES,
  isQueryCode,
  tryQueryCode,
  typedNumber,
  type QueryStanding,
  type QueryTry,
} from './query-code.ts'
