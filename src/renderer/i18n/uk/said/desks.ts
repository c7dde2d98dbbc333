import type { Said } from '../../catalog.ts';

/** What is said of the shop's other computers. */
export const desks: Said = {
  'Only this computer is known': 'Відомий лише цей комп’ютер',
  'Connect BigQuery: the computers of a shop find each other there':
    'Підключіть BigQuery: комп’ютери крамниці знаходять одне одного там',
  'This computer has no source to listen to': 'На цьому комп’ютері немає джерел, які можна слухати',
  'Connect Shopify or Gmail here first': 'Спершу підключіть тут Shopify або Gmail',
  'another computer': 'інший комп’ютер',
  'this computer': 'цей комп’ютер',
  '{name}’s computer': 'комп’ютер «{name}»',
  'Nobody reads {source} now: {listener} listens without it, and {holder}, which has it, is off':
    'Зараз ніхто не читає {source}: {listener} слухає без нього, а {holder}, де він є, вимкнено',
  'Nobody reads {source} now: {listener} listens without it, and {holder}, which has it, does not listen':
    'Зараз ніхто не читає {source}: {listener} слухає без нього, а {holder}, де він є, не слухає',
  'Nobody reads the mailbox of {holder} now: {listener} listens, and is signed in to another one':
    'Зараз ніхто не читає скриньку, до якої підключено {holder}: {listener} слухає, але підключений до іншої',
  'Sign in to the same mailbox on both computers': 'Увійдіть на обох комп’ютерах до тієї самої скриньки',
  'Connect {source} here or sign in again, or start Orderbell there':
    'Підключіть {source} тут чи увійдіть знову або запустіть Orderbell там',
  'Connect {source} at the computer that listens, or sign in again there':
    'Підключіть {source} на комп’ютері, що слухає, або увійдіть там знову',
  'This computer takes over by itself within a quarter of an hour, and at once when you let it listen':
    'Цей комп’ютер сам почне слухати за чверть години, а на вашу вимогу — одразу',
  'It takes over by itself within a quarter of an hour while Orderbell runs there':
    'Він сам почне слухати за чверть години, якщо Orderbell там працює',
  'Gmail works at {computer} and not here: mail orders would stay unread':
    'Gmail працює там, де {computer}, а тут ні: замовлення з пошти лишилися б непрочитаними',
  'Shopify works at {computer} and not here: orders of the store would stay unread':
    'Shopify працює там, де {computer}, а тут ні: замовлення з крамниці лишилися б непрочитаними',
  'This computer has no public address, which {computer} has: orders would come late, and buttons in Messenger would do nothing':
    'На цьому комп’ютері немає публічної адреси, а {computer} її має: замовлення надходили б із запізненням, а кнопки в Messenger не діяли б',
  'This computer cannot write in Messenger, as {computer} can: nobody would be told of orders there':
    'Цей комп’ютер не може писати в Messenger, а {computer} може: про замовлення там ніхто не дізнався б',
  'This computer cannot write e-mail, as {computer} can: nobody would be told of orders by it':
    'Цей комп’ютер не може надсилати пошту, а {computer} може: про замовлення ніхто не дізнався б поштою',
  'Connect it here, or sign in again; or close Orderbell on that computer and try again ten minutes later':
    'Підключіть це тут чи увійдіть знову або закрийте Orderbell на тому комп’ютері й спробуйте знову за десять хвилин',
  'No other computer that is on has all that works here':
    'На жодному іншому ввімкненому комп’ютері не працює все, що працює тут',
  'Connect the same on another computer first, or sign in again there':
    'Спершу підключіть те саме на іншому комп’ютері або увійдіть там знову',
  'Orders were told that other computers may not know of yet':
    'Про деякі замовлення вже сповістили, а інші комп’ютери можуть про це ще не знати',
  'Hand over in a quarter of an hour, when every computer knows of it':
    'Передайте через чверть години, коли про це знатимуть усі комп’ютери',
  'Another computer has just taken over': 'Щойно почав слухати інший комп’ютер',
  'Look which one listens now, and try again': 'Подивіться, котрий слухає тепер, і спробуйте знову',
  'Other computers wrote at the same time': 'Водночас писали інші комп’ютери',
  'Try it again': 'Спробуйте ще раз',
  'The computer that listens cannot be forgotten': 'Комп’ютер, що слухає, не можна прибрати зі списку',
  'Let another one listen first': 'Спершу нехай слухає інший',
  'This computer is on: it gave a sign a moment ago': 'Цей комп’ютер увімкнено: він щойно дав знак',
  'Close Orderbell there, and forget it ten minutes later':
    'Закрийте там Orderbell і приберіть його зі списку за десять хвилин',
  'This computer is here': 'Цей комп’ютер — тут',
  'BigQuery has not said yet what was done since the backup':
    'BigQuery ще не повідомив, що зроблено після резервної копії',
  'BigQuery cannot be reached, and another computer may have told it':
    'BigQuery недоступний, і про це міг сповістити інший комп’ютер',
  'it is not known yet whose orders BigQuery holds, and another computer may have told it':
    'ще не відомо, чиї замовлення зберігає BigQuery, і про це міг сповістити інший комп’ютер',
  'another computer was to tell it, and has not said that it did':
    'сповістити мав інший комп’ютер і не підтвердив цього',
  'it came while another computer was listening that has not been heard of since':
    'замовлення надійшло, коли слухав інший комп’ютер, про який відтоді нічого не чути',
  'Another computer may tell it': 'Про це може сповістити інший комп’ютер',
  'This is no invite code, or a part of it is missing': 'Це не код запрошення, або його частини бракує',
  'Copy the whole code from the other computer again': 'Скопіюйте весь код з іншого комп’ютера ще раз',
  'Another computer answers at the address of the one that listens':
    'За адресою комп’ютера, що слухає, відповідає інший',
  'The computer that listens does not know this one': 'Комп’ютер, що слухає, не знає цього',
  'The other computer gave no sign for a minute': 'Інший комп’ютер хвилину не подавав знаку',
  'What came was not what the other computer said': 'Надійшло не те, що сказав інший комп’ютер',
  'The other computer ended the line': 'Інший комп’ютер закінчив зв’язок',
  'no answer': 'немає відповіді',
  'the other computer answered {status}': 'інший комп’ютер відповів {status}',
  'what came back is not what the other computer said': 'повернулося не те, що сказав інший комп’ютер',
  'Another computer listens to the shop’s sources': 'Джерела крамниці слухає інший комп’ютер',
  'Make the invite code at the computer that listens': 'Створіть код запрошення на комп’ютері, що слухає',
  'This computer has no public address': 'Цей комп’ютер не має публічної адреси',
  'Set up the tunnel first: the other computers reach this one through it':
    'Спершу налаштуйте тунель: через нього до цього комп’ютера звертаються інші',
  'This computer is the one that listens': 'Слухає саме цей комп’ютер',
  'Make an invite code here and type it at the other computer':
    'Створіть код запрошення тут і введіть його на іншому комп’ютері',
  'This computer cannot cut itself off': 'Цей комп’ютер не може від’єднати сам себе',
  'Do it at another computer of the shop': 'Зробіть це на іншому комп’ютері крамниці',
  'The invite code is used up, has run out, or is for another shop':
    'Код запрошення вже використано, він не діє або він від іншої крамниці',
  'Make a new code at the computer that listens; it holds for 15 minutes and for one computer':
    'Створіть новий код на комп’ютері, що слухає; він діє 15 хвилин і для одного комп’ютера',
  'The other computer cannot be reached: {reason}': 'Інший комп’ютер недоступний: {reason}',
  'See that Orderbell is running there and has a public address, then make a new code':
    'Перевірте, що Orderbell там працює і має публічну адресу, тоді створіть новий код',
};
