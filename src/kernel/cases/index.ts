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
  getAnyCase,
  getCase,
  listSteps,
  lockAnyCases,
  lockCase,
  openCase,
  takeStep,
  type CaseRow,
} from './store.ts'
