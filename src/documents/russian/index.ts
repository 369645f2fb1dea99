export { actingForm, genderOfOrganisation, grammaticalGenderOf, namedForm, type GrammaticalGender } from './agreement';
export { amountInWords, amountWithWords, integerInWords, workingDaysWithWords, type AmountCase } from './amount-in-words';
export { daysBetween, longDate, parseCivilDate, quotedLongDate, shortDate } from './dates';
export { preferManual, type Declined } from './declined';
export { genderOfFullName, initialsWithSurname, parseFullName, surnameWithInitials } from './full-name';
export { genitiveBasis } from './genitive-basis';
export { genitiveFullName } from './genitive-name';
export { genitivePosition } from './genitive-position';
export { assertKopecks, formatKopecks, groupThousands, NO_BREAK_SPACE, splitKopecks } from './money';
