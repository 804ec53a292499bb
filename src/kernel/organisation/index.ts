export {
  checkCitizenId,
  checkCreditCode,
  checkDivisionCode,
  holdsCitizenId,
  makeCreditCode,
} from './codes.ts'
export {
  addUnit,
  decideUnit,
  findUnitByCode,
  findUnit,
  getRootUnit,
  getUnit,
  getUnitByCode,
  listUnits,
  unitNames,
  unitKindLabels,
  unitScope,
  type NewUnit,
  type Unit,
  type UnitKind,
} from './units.ts'
