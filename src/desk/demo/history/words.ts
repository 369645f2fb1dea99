/*
 * The words that invented companies, people and goods are made of. Nobody is meant: addresses end in example.com, telephone
 * numbers and requisites belong to nobody.
 */

export const companyStarts = ['Волга', 'Сибирь', 'Ока', 'Обь', 'Урал', 'Север', 'Восток', 'Полюс', 'Кедр', 'Рубин', 'Гранит', 'Маяк', 'Родник', 'Факел', 'Вектор', 'Орион', 'Лидер', 'Квант', 'Импульс', 'Горизонт'] as const;
export const companyEnds = ['Текстиль', 'Свет', 'Кабель', 'Пласт', 'Мебель', 'Пром', 'Деталь', 'Строй', 'Агро', 'Упаковка'] as const;

export const lastNames = ['Абрамов', 'Богданов', 'Васильев', 'Герасимов', 'Данилов', 'Ершов', 'Журавлёв', 'Зимин', 'Исаев', 'Карпов', 'Ларин', 'Мельников', 'Назаров', 'Осипов', 'Панов', 'Рябов', 'Савин', 'Тихонов', 'Усов', 'Фомин'] as const;
export const firstNames = ['Алексей', 'Борис', 'Виктор', 'Григорий', 'Денис', 'Евгений', 'Игорь', 'Кирилл', 'Максим', 'Николай', 'Олег', 'Роман'] as const;

/** Goods with what is done for them: pipeline and service. */
export const services = [
	{ pipeline: 'certification', title: 'Сертификат соответствия', goods: ['светильники', 'кабель силовой', 'детская обувь', 'насосы', 'электрощиты', 'станки'] },
	{ pipeline: 'certification', title: 'Декларация о соответствии', goods: ['трикотаж', 'упаковка', 'мебель', 'косметика', 'кондитерские изделия', 'посуда'] },
	{ pipeline: 'licensing', title: 'Лицензия', goods: ['перевозка опасных грузов', 'монтаж пожарной сигнализации', 'медицинская деятельность', 'утилизация отходов'] },
	{ pipeline: 'inspection_control', title: 'Инспекционный контроль', goods: ['светильники', 'детская обувь', 'кабель силовой', 'станки'] },
] as const;

export const sources = ['website', 'phone', 'email', 'recommendation', 'exhibition'] as const;
export const lostReasons = ['дорого', 'выбрали других', 'перенесли на следующий год', 'не выходит на связь', 'сертификат не нужен'] as const;
export const contactNotes = ['Обсудили сроки', 'Напомнил о сертификатах', 'Просили перезвонить позже', 'Отправил прайс', 'Встретились на выставке'] as const;
