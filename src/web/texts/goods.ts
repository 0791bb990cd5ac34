import { phrases } from './phrases.ts'

export const goodsTexts = phrases({
  title: ['商品', '商品', 'Goods'],
  about: [
    '品类、品牌、成本和开售时间，会员方案的规则按它们判断。售价由收银台给出。',
    '品類、品牌、成本和開賣時間，會員方案的規則按它們判斷。售價由收銀台給出。',
    'Class, brand, cost and sale start, by which the rules of the program decide. Prices come from the till.',
  ],
  search: [
    '按编码、名称、拼音、品类或品牌查找',
    '按編碼、名稱、拼音、品類或品牌尋找',
    'Find by SKU, name, pinyin, class or brand',
  ],
  which: ['显示哪些', '顯示哪些', 'Which goods'],
  listed: ['已建档', '已建檔', 'In the catalogue'],
  unlisted: ['待建档（{count}）', '待建檔（{count}）', 'To be entered ({count})'],
  unlistedAbout: [
    '小票卖过这些商品，但还没有建档：按品类、品牌和成本的规则对它们不起作用。请逐个打开，核对后保存，就建档了。',
    '收據賣過這些商品，但還沒有建檔：按品類、品牌和成本的規則對它們不起作用。請逐個打開，核對後儲存，就建檔了。',
    'Receipts named these goods, but nobody entered them: what rules say about class, brand and cost may miss them. Open each, check it and save; then it is in the catalogue.',
  ],
  enter: ['建档', '建檔', 'Enter it'],
  change: ['修改', '修改', 'Change'],
  actions: ['操作', '操作', 'Actions'],
  anyClass: ['全部品类', '全部品類', 'Every class'],
  noClass: ['未分品类', '未分品類', 'No class'],
  classCount: ['{name}（{count}）', '{name}（{count}）', '{name} ({count})'],
  total: ['共 {count} 种商品', '共 {count} 種商品', '{count} goods', '{count} article'],
  none: [
    '还没有商品。可以从文件导入，也可以逐个新建，或由进销存系统经接口 PUT /v1/goods/{编码} 写入；收银台卖过的商品会自动出现在“待建档”。',
    '還沒有商品。可以從檔案匯入，也可以逐個新增，或由進銷存系統經介面 PUT /v1/goods/{編碼} 寫入；收銀台賣過的商品會自動出現在「待建檔」。',
    'There are no goods yet. Import a file, add them one by one, or let your stock system write them by PUT /v1/goods/{sku}. What a till sells appears under “To be entered” by itself.',
  ],
  noneUnlisted: [
    '没有待建档的商品：小票上卖过的都已建档。',
    '沒有待建檔的商品：收據上賣過的都已建檔。',
    'Nothing is to be entered: everything that receipts named is in the catalogue.',
  ],
  notFound: ['没有符合的商品。', '沒有符合的商品。', 'No goods match.'],
  exportAll: ['导出全部商品', '匯出全部商品', 'Export all goods'],
  add: ['新建商品', '新增商品', 'Add goods'],
  open: ['查看商品 {name}', '檢視商品 {name}', 'See the goods {name}'],
  sku: ['编码', '編碼', 'SKU'],
  skuHint: [
    '和收银台扫出的完全一样，区分大小写，建档后不能改。',
    '和收銀台掃出的完全一樣，區分大小寫，建檔後不能改。',
    'Exactly as the till scans it; case counts, and it stays for ever.',
  ],
  name: ['名称', '名稱', 'Name'],
  class: ['品类', '品類', 'Class'],
  brand: ['品牌', '品牌', 'Brand'],
  kind: ['性质', '性質', 'Kind'],
  unit: ['计量', '計量', 'Unit'],
  cost: ['成本', '成本', 'Cost'],
  costHint: [
    '元；每件，称重商品每公斤。留空表示不知道。',
    '元；每件，秤重商品每公斤。留空表示不知道。',
    'In yuan, a piece or a kilogram. Empty: not known.',
  ],
  onSale: ['开售', '開賣', 'On sale'],
  onSaleDay: ['开售日', '開賣日', 'On sale from'],
  onSaleDayHint: [
    '在这之前，只有可以提前购买的会员能买。留空表示已开售。',
    '在這之前，只有可以提前購買的會員能買。留空表示已開賣。',
    'Before it, only members with early access buy. Empty: on sale.',
  ],
  onSaleTime: ['开售时刻', '開賣時刻', 'At what time'],
  firstSeen: ['首次出现', '首次出現', 'First seen'],
  state: ['状态', '狀態', 'State'],
  isListed: ['已建档', '已建檔', 'In the catalogue'],
  isUnlisted: ['小票卖过，待建档', '收據賣過，待建檔', 'Sold, to be entered'],
  alreadyOnSale: ['已开售', '已開賣', 'On sale'],
  opensAt: ['{at} 开售', '{at} 開賣', 'from {at}'],
  earlyTitle: ['谁能提前买', '誰能提前買', 'Who buys before'],
  earlyLine: [
    '{level}：{at} 起（提前 {count} 天）',
    '{level}：{at} 起（提前 {count} 天）',
    '{level}: from {at} ({count} days early)',
    '{level}: from {at} (1 day early)',
  ],
  everyMember: ['所有会员', '所有會員', 'Every member'],
  earlyNobody: [
    '方案里没有提前购买的权益：开售前谁也买不到。',
    '方案裡沒有提前購買的權益：開賣前誰也買不到。',
    'No program gives early access: nobody buys before.',
  ],
  changedMeanwhile: [
    '别人刚改过这件商品。你填的还在；核对后再保存，就以你填的为准。',
    '別人剛改過這件商品。你填的還在；核對後再儲存，就以你填的為準。',
    'Somebody has just changed these goods. What you typed is still here; check it and save again to put it in their place.',
  ],
  changedField: [
    '{field}由“{before}”改为“{after}”',
    '{field}由「{before}」改為「{after}」',
    '{field} from “{before}” to “{after}”',
  ],
  saved: [
    '已保存。收银台几秒内就按新的资料判断。',
    '已儲存。收銀台幾秒內就按新的資料判斷。',
    'Saved. Tills go by it within seconds.',
  ],
  taken: [
    '这个编码已经有了：{name}。请在列表里找到它再修改。',
    '這個編碼已經有了：{name}。請在列表裡找到它再修改。',
    'This SKU is there already: {name}. Find it in the list and change it there.',
  ],
  wrongCost: ['成本请写成金额，例如 12.50', '成本請寫成金額，例如 12.50', 'Write the cost as money, such as 12.50'],
  wrongTime: [
    '开售时刻请写成 10:00 的样子，并选好开售日',
    '開賣時刻請寫成 10:00 的樣子，並選好開賣日',
    'Write the time as 10:00, together with a day',
  ],
  sure: ['确定这样改吗？', '確定這樣改嗎？', 'Change it like this?'],
})

/** What a change of goods does to sales; each is asked about before it is saved. */
export const dangerTexts = phrases({
  unit: [
    '计量由“{before}”改为“{after}”：收银台按原来方式报的数量会被拒绝，成本的含义也变了。',
    '計量由「{before}」改為「{after}」：收銀台按原來方式報的數量會被拒絕，成本的含義也變了。',
    'Sold by {before} until now, by {after} from now on: tills that still send the other are refused, and the cost means something else.',
  ],
  kind: [
    '性质由“{before}”改为“{after}”：是否得积分、能否用优惠会跟着变。',
    '性質由「{before}」改為「{after}」：是否得積分、能否用優惠會跟著變。',
    'Its kind becomes {after} instead of {before}: whether it earns points and takes discounts changes with it.',
  ],
  class: [
    '品类由“{before}”改为“{after}”：方案里写了品类的规则，从下一张小票起按新品类算。',
    '品類由「{before}」改為「{after}」：方案裡寫了品類的規則，從下一張收據起按新品類算。',
    'Its class becomes {after} instead of {before}: rules that name a class go by the new one from the next receipt on.',
  ],
  brand: [
    '品牌由“{before}”改为“{after}”：方案里写了品牌的规则，从下一张小票起按新品牌算。',
    '品牌由「{before}」改為「{after}」：方案裡寫了品牌的規則，從下一張收據起按新品牌算。',
    'Its brand becomes {after} instead of {before}: rules that name a brand go by the new one from the next receipt on.',
  ],
  cost: [
    '成本清空后，价格底线不再保护这个商品。',
    '成本清空後，價格底線不再保護這個商品。',
    'Without a cost, the price guard protects it no longer.',
  ],
  stopped: [
    '保存后立即停售，到 {after} 才对所有人开售。',
    '儲存後立即停售，到 {after} 才對所有人開賣。',
    'It stops being sold at once, and is on sale for everybody from {after}.',
  ],
  opened: [
    '保存后立即对所有人开售，不再有提前购买。',
    '儲存後立即對所有人開賣，不再有提前購買。',
    'It is on sale for everybody at once; nobody buys early any more.',
  ],
  moved: [
    '开售时间由 {before} 改为 {after}。',
    '開賣時間由 {before} 改為 {after}。',
    'It goes on sale at {after} instead of {before}.',
  ],
})

export const goodsKindWords = phrases({
  goods: ['商品', '商品', 'Goods'],
  service: ['服务', '服務', 'Service'],
  shipping: ['运费', '運費', 'Shipping'],
  tip: ['小费', '小費', 'Tip'],
  'gift-card': ['礼品卡', '禮品卡', 'Gift card'],
  deposit: ['押金', '押金', 'Deposit'],
})

export const goodsUnitWords = phrases({
  piece: ['件', '件', 'piece'],
  gram: ['称重（克）', '秤重（克）', 'weight (grams)'],
})
