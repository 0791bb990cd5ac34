import type { Texts } from '../../../shared/languages.ts'

/** What the cells of a column must look like. */
export type CellKind =
  | 'text'
  | 'name'
  | 'phone'
  | 'day'
  | 'time'
  | 'money'
  | 'quantity'
  | 'gender'
  | 'goods-unit'
  | 'goods-kind'

/** A field of ours, the column names by which it is known without a mapping, and what stands in it. */
export type Field = { texts: Texts; names: readonly string[]; kind: CellKind }

function field(kind: CellKind, [zhCn, zhTw, en]: readonly [string, string, string], ...names: string[]): Field {
  return { kind, texts: { 'zh-CN': zhCn, 'zh-TW': zhTw, en }, names: [zhCn, zhTw, en, ...names] }
}

const phone = field(
  'phone',
  ['手机号', '手機號', 'phone'],
  '手机',
  '手机号码',
  '会员手机',
  '会员手机号',
  '联系电话',
  '电话',
  'mobile',
  'tel',
)
const card = field('text', ['会员卡号', '會員卡號', 'card'], '卡号', '会员卡', 'card number', 'card no')
const externalId = field(
  'text',
  ['会员编号', '會員編號', 'external id'],
  '会员号',
  '会员ID',
  '会员编码',
  '客户编号',
  'customer id',
  'member id',
)
const storeCode = field('text', ['门店', '門市', 'store'], '门店编码', '门店编号', '店铺', '门店代码', 'store code')

export const memberFields = {
  name: field('name', ['姓名', '姓名', 'name'], '会员姓名', '会员名称', '客户姓名', '名字', '昵称', 'member name'),
  phone,
  email: field('text', ['邮箱', '電子郵件', 'email'], '电子邮箱', '电子邮件', 'e-mail', 'mail'),
  card,
  externalId,
  birthday: field('day', ['生日', '生日', 'birthday'], '出生日期', '会员生日', 'date of birth', 'birth date'),
  gender: field('gender', ['性别', '性別', 'gender'], 'sex'),
  homeStore: field(
    'text',
    ['所属门店', '所屬門市', 'home store'],
    '开卡门店',
    '入会门店',
    '归属门店',
    'home store code',
    ...storeCode.names,
  ),
  joinedAt: field(
    'time',
    ['入会时间', '入會時間', 'joined at'],
    '入会日期',
    '注册时间',
    '注册日期',
    '开卡时间',
    '开卡日期',
    '办卡日期',
    'join date',
  ),
  wishedLevel: field('text', ['等级', '等級', 'level'], '会员等级', '会员级别', 'wished level'),
} as const satisfies Record<string, Field>

export const receiptFields = {
  receiptNumber: field(
    'text',
    ['小票号', '小票號', 'receipt number'],
    '单号',
    '小票编号',
    '销售单号',
    '流水号',
    '订单号',
    '交易号',
    'receipt no',
    'receipt',
    'invoice no',
  ),
  soldAt: field(
    'time',
    ['销售时间', '銷售時間', 'sold at'],
    '交易时间',
    '消费时间',
    '下单时间',
    '结账时间',
    '销售日期',
    '交易日期',
    '消费日期',
    '日期',
    '时间',
    'date',
    'time',
    'invoice date',
  ),
  sku: field(
    'text',
    ['商品编码', '商品編碼', 'sku'],
    '商品编号',
    '货号',
    '商品代码',
    '条码',
    '商品条码',
    '款号',
    'stock code',
    'item code',
    'barcode',
  ),
  name: field('text', ['商品名称', '商品名稱', 'goods'], '品名', '商品', '名称', 'description', 'item name', 'name'),
  class: field('text', ['品类', '品類', 'class'], '类别', '分类', '商品分类', '商品类别', 'category'),
  brand: field('text', ['品牌', '品牌', 'brand']),
  quantity: field('quantity', ['数量', '數量', 'quantity'], '件数', '销售数量', '销量', 'qty'),
  grams: field('quantity', ['克数', '克數', 'grams'], '重量(克)', '重量克'),
  unitPrice: field('money', ['单价', '單價', 'unit price'], '售价', '销售单价', '零售价', '价格', '单价(元)', 'price'),
  amount: field(
    'money',
    ['金额', '金額', 'amount'],
    '实收金额',
    '销售金额',
    '实付金额',
    '行金额',
    '小计',
    '成交金额',
    'line amount',
  ),
  memberCard: card,
  memberId: externalId,
  memberPhone: phone,
  memberNumber: field('text', ['熟客会员号', '熟客會員號', 'member number']),
  storeCode,
  tillCode: field('text', ['收银台', '收銀台', 'till'], '收银机', '收银机号', '款台', '机号', 'till code', 'pos'),
  promoter: field('text', ['导购', '導購', 'promoter'], '导购员', '营业员', '销售员', 'sales person'),
} as const satisfies Record<string, Field>

export const goodsFields = {
  sku: field('text', ['编码', '編碼', 'SKU'], ...receiptFields.sku.names),
  name: receiptFields.name,
  class: receiptFields.class,
  brand: receiptFields.brand,
  unit: field('goods-unit', ['计量', '計量', 'unit'], '单位', '计量单位'),
  kind: field('goods-kind', ['性质', '性質', 'kind'], '商品性质', '类型'),
  costCents: field('quantity', ['成本（分）', '成本（分）', 'cost cents'], '成本(分)'),
  cost: field('money', ['成本', '成本', 'cost'], '成本价', '进价', '进货价', '采购价', 'cost price'),
  onSaleAt: field(
    'time',
    ['开售', '開賣', 'on sale at'],
    '开售时间',
    '开售日',
    '上市时间',
    '上市日期',
    '上新日期',
    'on sale',
    'launch',
  ),
} as const satisfies Record<string, Field>

export type GoodsField = keyof typeof goodsFields
export type MemberField = keyof typeof memberFields
export type ReceiptField = keyof typeof receiptFields

/** What a cell of a kind should hold, in words for a sentence. */
export const expectations: Readonly<Record<CellKind, Texts>> = {
  text: { 'zh-CN': '文字', 'zh-TW': '文字', en: 'a text' },
  name: { 'zh-CN': '姓名', 'zh-TW': '姓名', en: 'a name' },
  phone: { 'zh-CN': '电话号码', 'zh-TW': '電話號碼', en: 'a phone number' },
  day: {
    'zh-CN': '日期（如 1990-03-05）',
    'zh-TW': '日期（如 1990-03-05）',
    en: 'a day such as 1990-03-05',
  },
  time: {
    'zh-CN': '日期和时间（如 2026-03-05 14:30）',
    'zh-TW': '日期和時間（如 2026-03-05 14:30）',
    en: 'a date and time such as 2026-03-05 14:30',
  },
  money: { 'zh-CN': '金额（如 1,234.50）', 'zh-TW': '金額（如 1,234.50）', en: 'an amount such as 1,234.50' },
  quantity: { 'zh-CN': '整数数量', 'zh-TW': '整數數量', en: 'a whole quantity' },
  'goods-unit': { 'zh-CN': '计量（件或克）', 'zh-TW': '計量（件或克）', en: 'a unit (piece or gram)' },
  'goods-kind': {
    'zh-CN': '性质（商品、服务、运费、小费、礼品卡或押金）',
    'zh-TW': '性質（商品、服務、運費、小費、禮品卡或押金）',
    en: 'a kind (goods, service, shipping, tip, gift-card or deposit)',
  },
  gender: { 'zh-CN': '性别（男、女或空）', 'zh-TW': '性別（男、女或空）', en: 'a gender (male, female or nothing)' },
}

/** The notation in which column names are compared: no case, no blanks, no underscores, full width as half width. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[\s_.:*'"-]/g, '')
}
