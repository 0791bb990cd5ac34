import type { Texts } from '../../../shared/languages.ts'
import { type DomainError, ErrorFamily } from '../../platform/errors.ts'

export const importErrors = new ErrorFamily('imports', {
  'no-such-file': {
    failure: 'not-found',
    'zh-CN': '找不到文件 {file}。',
    'zh-TW': '找不到檔案 {file}。',
    en: 'There is no file {file}.',
  },
  'not-a-table': {
    failure: 'invalid',
    'zh-CN': '{file} 不是可导入的表格：支持 .csv、.csv.gz 和 .xlsx。',
    'zh-TW': '{file} 不是可匯入的表格：支援 .csv、.csv.gz 和 .xlsx。',
    en: '{file} is not a table that can be imported: .csv, .csv.gz and .xlsx can.',
  },
  'unknown-encoding': {
    failure: 'invalid',
    'zh-CN': '文件既不是 UTF-8 也不是 GB18030（GBK）编码，请在 Excel 里另存为“CSV UTF-8”。',
    'zh-TW': '檔案既不是 UTF-8 也不是 GB18030（GBK）編碼，請在 Excel 裡另存為「CSV UTF-8」。',
    en: 'The file is neither UTF-8 nor GB18030 (GBK). Save it in Excel as "CSV UTF-8".',
  },
  'table-broken': {
    failure: 'invalid',
    'zh-CN': '文件读到一半读不下去了：{detail}',
    'zh-TW': '檔案讀到一半讀不下去了：{detail}',
    en: 'The file cannot be read to its end: {detail}',
  },
  'no-header': {
    failure: 'invalid',
    'zh-CN': '文件是空的：第一行应为列名。',
    'zh-TW': '檔案是空的：第一列應為欄名。',
    en: 'The file is empty: its first row must name the columns.',
  },
  'mapping-wrong': {
    failure: 'invalid',
    'zh-CN': '对应关系文件有误：{detail}',
    'zh-TW': '對應關係檔案有誤：{detail}',
    en: 'The mapping file is not right: {detail}',
  },
  'column-missing': {
    failure: 'invalid',
    'zh-CN': '找不到“{field}”这一列，没有导入任何数据。文件里的列：{columns}。请改列名，或在对应关系文件里写明。',
    'zh-TW': '找不到「{field}」這一欄，沒有匯入任何資料。檔案裡的欄：{columns}。請改欄名，或在對應關係檔案裡寫明。',
    en: 'No column holds the {field}, so nothing was imported. The file has: {columns}. Rename a column or name it in a mapping file.',
  },
  'goods-column-missing': {
    failure: 'invalid',
    'zh-CN': '找不到“{field}”这一列，没有导入任何数据。文件里的列：{columns}。请把这一列的列名改成：{names}。',
    'zh-TW': '找不到「{field}」這一欄，沒有匯入任何資料。檔案裡的欄：{columns}。請把這一欄的欄名改成：{names}。',
    en: 'No column holds the {field}, so nothing was imported. The file has: {columns}. Give that column one of these names: {names}.',
  },
  'column-doubtful': {
    failure: 'invalid',
    'zh-CN':
      '列“{column}”应为{expected}，但前 {rows} 行里有 {failing} 行不是（例如第 {lineNumber} 行“{value}”）。列可能错位了，没有导入任何数据。',
    'zh-TW':
      '欄「{column}」應為{expected}，但前 {rows} 列裡有 {failing} 列不是（例如第 {lineNumber} 列「{value}」）。欄位可能錯位了，沒有匯入任何資料。',
    en: 'Column "{column}" should hold {expected}, but {failing} of the first {rows} {rows|row|rows} do not (line {lineNumber}: "{value}"). Perhaps columns are swapped; nothing was imported.',
  },
  'place-needed': {
    failure: 'invalid',
    'zh-CN': '有多家门店或多个收银台，请在文件里加“门店”“收银台”两列，或在对应关系文件里写明 store 和 till。',
    'zh-TW': '有多家門市或多個收銀台，請在檔案裡加「門市」「收銀台」兩欄，或在對應關係檔案裡寫明 store 和 till。',
    en: 'There are several stores or tills: add the columns store and till to the file, or name store and till in the mapping.',
  },
  'run-elsewhere': {
    failure: 'conflict',
    'zh-CN': '另一个进程正在导入同一个文件。',
    'zh-TW': '另一個行程正在匯入同一個檔案。',
    en: 'Another process is importing the same file right now.',
  },
  'value-missing': {
    failure: 'invalid',
    'zh-CN': '“{column}”是空的。',
    'zh-TW': '「{column}」是空的。',
    en: '"{column}" is empty.',
  },
  'not-valid': {
    failure: 'invalid',
    'zh-CN': '“{column}”应为{expected}，这里是“{value}”。',
    'zh-TW': '「{column}」應為{expected}，這裡是「{value}」。',
    en: '"{column}" should hold {expected}; here it is "{value}".',
  },
  'unknown-store': {
    failure: 'invalid',
    'zh-CN': '没有门店“{value}”。',
    'zh-TW': '沒有門市「{value}」。',
    en: 'There is no store "{value}".',
  },
  'unknown-till': {
    failure: 'invalid',
    'zh-CN': '门店 {store} 没有收银台“{value}”。',
    'zh-TW': '門市 {store} 沒有收銀台「{value}」。',
    en: 'Store {store} has no till "{value}".',
  },
  'price-below-zero': {
    failure: 'invalid',
    'zh-CN': '单价小于 0（{value}），不是一笔销售。',
    'zh-TW': '單價小於 0（{value}），不是一筆銷售。',
    en: 'The price is below zero ({value}): this is not a sale.',
  },
  'quantity-below-zero': {
    failure: 'invalid',
    'zh-CN': '数量小于 0（{value}），而这张小票不是退货单。退货单号的前缀请写在对应关系文件里。',
    'zh-TW': '數量小於 0（{value}），而這張收據不是退貨單。退貨單號的前綴請寫在對應關係檔案裡。',
    en: 'The quantity is below zero ({value}), but the receipt is no refund. Name the prefix of refunds in the mapping.',
  },
  'refund-quantity': {
    failure: 'invalid',
    'zh-CN': '退货单里的数量应小于 0，这里是 {value}。',
    'zh-TW': '退貨單裡的數量應小於 0，這裡是 {value}。',
    en: 'The quantities of a refund are below zero; here it is {value}.',
  },
  'amount-above-price': {
    failure: 'invalid',
    'zh-CN': '行金额 {amount} 高于 数量×单价 {gross}。',
    'zh-TW': '列金額 {amount} 高於 數量×單價 {gross}。',
    en: 'The amount of the line, {amount}, is more than quantity × price, {gross}.',
  },
  'other-row-of-receipt': {
    failure: 'invalid',
    'zh-CN': '同一张小票 {number} 的第 {lineNumber} 行有误，整张小票没有导入。',
    'zh-TW': '同一張收據 {number} 的第 {lineNumber} 列有誤，整張收據沒有匯入。',
    en: 'Line {lineNumber} of the same receipt {number} is wrong, so the whole receipt was left out.',
  },
  'two-members': {
    failure: 'invalid',
    'zh-CN': '小票 {number} 写着两位会员，没有导入。',
    'zh-TW': '收據 {number} 寫著兩位會員，沒有匯入。',
    en: 'Receipt {number} names two members and was left out.',
  },
  'two-days': {
    failure: 'invalid',
    'zh-CN': '小票号 {number} 用在了相隔 12 小时以上的两个时间，没有导入。单号若每天重新编，请先加上日期。',
    'zh-TW': '收據號碼 {number} 用在了相隔 12 小時以上的兩個時間，沒有匯入。單號若每天重新編，請先加上日期。',
    en: 'Receipt number {number} stands for two times more than 12 hours apart and was left out. If numbers start anew each day, put the day before them.',
  },
  'twice-in-file': {
    failure: 'invalid',
    'zh-CN': '这一行与第 {lineNumber} 行的手机号、卡号、邮箱或编号相同。',
    'zh-TW': '這一列與第 {lineNumber} 列的手機號、卡號、電子郵件或編號相同。',
    en: 'This row has the same phone, card, e-mail or id as line {lineNumber}.',
  },
  'too-long': {
    failure: 'invalid',
    'zh-CN': '“{column}”太长，最多 {max} 个字符。',
    'zh-TW': '「{column}」太長，最多 {max} 個字元。',
    en: '"{column}" is too long: {max} {max|character|characters} at most.',
  },
  'goods-twice': {
    failure: 'invalid',
    'zh-CN': '编码 {sku} 在第 {lineNumber} 行已经有了。',
    'zh-TW': '編碼 {sku} 在第 {lineNumber} 列已經有了。',
    en: 'SKU {sku} stands on line {lineNumber} already.',
  },
  'goods-nameless': {
    failure: 'invalid',
    'zh-CN': '编码 {sku} 还没有建档，需要写名称。',
    'zh-TW': '編碼 {sku} 還沒有建檔，需要寫名稱。',
    en: 'SKU {sku} is not in the catalogue yet, so it needs a name.',
  },
  'too-many-rows': {
    failure: 'too-large',
    'zh-CN': '文件超过 {max} 行，请分成几个文件。',
    'zh-TW': '檔案超過 {max} 列，請分成幾個檔案。',
    en: 'The file has more than {max} {max|row|rows}. Cut it into several.',
  },
})

/** Fills one place of an error with words that each language has of its own. */
export function inWords(error: DomainError, place: string, words: Texts): DomainError {
  for (const language of ['zh-CN', 'zh-TW', 'en'] as const)
    error.texts[language] = error.texts[language].replace(`{${place}}`, words[language])
  return error
}
