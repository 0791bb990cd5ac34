import { phrases } from './phrases.ts'

export const goodsImportTexts = phrases({
  import: ['从文件导入', '從檔案匯入', 'Import a file'],
  title: ['从文件导入商品', '從檔案匯入商品', 'Import goods from a file'],
  about: [
    'CSV 或 Excel（.xlsx），第一行是列名：编码（必有）、名称、品类、品牌、计量（件或克）、性质、成本、开售日。空着的格子不改动原来的资料。先看会改什么，再导入；一次最多 10 万行、3 MB。',
    'CSV 或 Excel（.xlsx），第一列是欄名：編碼（必有）、名稱、品類、品牌、計量（件或克）、性質、成本、開賣日。空著的格子不改動原來的資料。先看會改什麼，再匯入；一次最多 10 萬列、3 MB。',
    'CSV or Excel (.xlsx). The first row names the columns: SKU (needed), name, class, brand, unit (piece or gram), kind, cost, on sale at. An empty cell changes nothing. You see what would change first; 100,000 rows and 3 MB at most.',
  ],
  choose: ['选择文件', '選擇檔案', 'Choose a file'],
  another: ['{name} · 换一个文件', '{name} · 換一個檔案', '{name} · choose another'],
  tooLarge: [
    '文件超过 3 MB，请分成几个。',
    '檔案超過 3 MB，請分成幾個。',
    'The file is above 3 MB. Cut it into several.',
  ],
  sums: [
    '新建 {added} 种，改动 {changed} 种，不变 {same} 种，未通过 {rejected} 行。还没有写入。',
    '新增 {added} 種，改動 {changed} 種，不變 {same} 種，未通過 {rejected} 列。還沒有寫入。',
    '{added} new, {changed} changed, {same} the same, {rejected} {rejected|row|rows} rejected. Nothing is written yet.',
  ],
  unused: ['没有用到的列：{columns}', '沒有用到的欄：{columns}', 'Columns that are not used: {columns}'],
  rejects: ['未通过的行（导入时跳过）', '未通過的列（匯入時略過）', 'Rejected rows (left out)'],
  changes: ['会改什么', '會改什麼', 'What would change'],
  line: ['第 {number} 行：{text}', '第 {number} 列：{text}', 'Line {number}: {text}'],
  more: ['还有 {count} 项', '還有 {count} 項', 'and {count} more'],
  new: ['新建 {sku} {name}', '新增 {sku} {name}', 'New: {sku} {name}'],
  old: ['{sku} {name}', '{sku} {name}', '{sku} {name}'],
  isNow: ['{field} {after}', '{field} {after}', '{field} {after}'],
  becomes: ['{field} {before} → {after}', '{field} {before} → {after}', '{field} {before} → {after}'],
  start: ['导入 {count} 种', '匯入 {count} 種', 'Import {count}'],
  done: [
    '已导入：新建 {added} 种，改动 {changed} 种。',
    '已匯入：新增 {added} 種，改動 {changed} 種。',
    'Imported: {added} new, {changed} changed.',
  ],
})

export const goodsFieldWords = phrases({
  name: ['名称', '名稱', 'name'],
  class: ['品类', '品類', 'class'],
  brand: ['品牌', '品牌', 'brand'],
  kind: ['性质', '性質', 'kind'],
  unit: ['计量', '計量', 'unit'],
  costCents: ['成本', '成本', 'cost'],
  onSaleAt: ['开售', '開賣', 'on sale'],
})
