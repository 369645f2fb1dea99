export { checkRequisites } from './check-requisites';
export * from './checksums';
export type { BankAccount, Gender, LegalEntityRequisites, LegalForm, Signatory } from './party';
export type { RequisiteFault, RequisiteFaultCode } from './requisite-fault';
