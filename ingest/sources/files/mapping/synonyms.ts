import {
  fold,
  type HeaderKind,
  kindsByHeader,
  tellsCountry,
} from '../../../../transforms/standardise/light/index.ts';

/**
 * What a column can mean, and the header names it goes by, folded (lower case, no blanks or signs), in English and
 * Chinese, and of sales in German, French, Spanish, Italian, Portuguese and Dutch; a name belongs to one meaning.
 * What says who a person is, in other words and languages, the standardisers know.
 */
const words: Readonly<Record<string, string>> = {
  order_id: `tid docnum receiptnumber ordernum salesorderno orderid orderno ordernumber order invoice invoiceno invoiceid invoicenumber transactionid transaction
    receiptno receipt basketid salesorder
    订单号 订单编号 订单id 单号 发票号 交易号 小票号 流水号 主订单编号 主订单号 商户订单号 交易单号 销售单号
    零售单号 收银单号 订单流水号 单据编号 单据号 销售单编号 销售单据号 线上单号 线上订单号 平台单号 原始单号 内部订单号 出库单号 orderreference reference
    beleg bon rechnung auftrag bestellung belegnr belegnummer bonnr rechnungsnr rechnungsnummer bestellnr bestellnummer auftragsnr auftragsnummer
    commande numcommande numerocommande nocommande ncommande facture numfacture numerofacture nofacture nfacture
    pedido numpedido numeropedido nopedido npedido idpedido factura numfactura numerofactura nofactura nfactura
    ordine numeroordine numordine nordine fattura numerofattura nfattura bestelnummer bestelnr ordernr factuurnummer factuurnr`,
  customer_ref: `yzopenid cardcode customercode accountref debitor debitorennr debitorennummer customerid customer customerno customernumber custid custno custnumber clientid clientno userid memberid
    memberno buyerid contactid contactno personid badge badgeno badgeid
    openid unionid kundennr kundenr kundenummer kundennummer kundeid kundenid mitgliedsnr mitgliedsnummer
    idcliente numcliente numerocliente nocliente clienteid codigocliente ncliente codcliente idclient
    numclient numeroclient noclient codeclient nclient clienteno klantnr klantnummer klantid
    kunde klant cliente client kundencode
    客户编号 客户id 客户号 顾客编号 会员编号 会员id 用户id 买家id 表单号 表单编号 会员 顾客 客户 买家会员名
    买家账号 下单帐号 下单账号 用户账号 用户pin 用户编号 用户openid 会员账号 会员编码 客户编码 客户代码
    顾客号 病历号 病案号 门诊号 住院号 患者编号 患者id 病人编号 patientid patientno patientnr`,
  loyalty_id: `loyaltyid loyaltycard loyaltyno loyaltynumber card cardno cardnumber cardid memberscard membercard
    membershipcard membershipno vipcard kundenkarte kundenkartennr kartennummer kartennr tarjeta numtarjeta
    会员卡号 会员号 卡号 会员卡 会员卡编号 贵宾卡号 vip卡号 vip号`,
  email: 'email mail emailaddress contactemail 邮箱 电子邮箱 邮件 电子邮件',
  phone:
    'receivertel receiverphone receivermobile phone mobile tel telephone phonenumber mobilenumber cell 手机 手机号 手机号码 电话 联系电话',
  name: 'receivername recipientname consignee cardname 客户简称 name fullname customername contactname 姓名 客户姓名 客户名称 会员姓名 收货人 收件人 收货人提货人 会员名 会员名称 买家姓名 联系人 真实姓名 实名 被保险人 被保险人姓名 投保人 投保人姓名 患者 患者姓名 病人姓名 学生姓名 家长姓名 乘客姓名 旅客姓名 入住人 realname truename',
  given_name: 'firstname givenname forename 名',
  family_name: 'lastname familyname surname 姓 姓氏',
  gender: 'gender sex 性别',
  birth_date: 'birthdate birthday dateofbirth dob 生日 出生日期',
  'address.country': 'country countryname countrycode 国家 收货国家 收货人国家',
  'address.province': 'province state region 省 省份',
  'address.city': 'city town 市 城市',
  'address.district': 'district county 区 区县 收货人地区 收货地区',
  'address.street': 'street address addressline1 地址 详细地址 街道 收货地址',
  'address.postal_code': 'postcode postalcode zip zipcode 邮编 邮政编码',
  account_id: `accountid accountno accountnumber companyid companyno companynumber companycode firmennummer firmennr firmenid
    公司编号 企业编号 单位编号 公司id 企业id`,
  account_owner:
    'accountowner accountmanager keyaccountmanager salesrep betreuer kundenbetreuer 客户经理 跟进人 负责人 专属顾问 所属销售',
  industry: 'industry branche secteur settore 行业 所属行业',
  size: 'companysize employees numberofemployees groesse grosse unternehmensgrosse mitarbeiter mitarbeiterzahl effectif 规模 企业规模 人员规模',
  company: `company companyname organisation organization firma firmenname firmierung unternehmen entreprise raisonsociale societe
    empresa razonsocial azienda ragionesociale bedrijf bedrijfsnaam 公司 公司名称 公司名 单位 单位名称 企业名称 工作单位`,
  job_title: 'jobtitle title position 职位 职务',
  acquisition_channel: 'acquisitionchannel leadsource 来源 客户来源 获客渠道',
  time: `time date datetime timestamp orderdate ordertime invoicedate transactiondate purchasedate createdat
    created updatedat paidat paytime paidtime paymenttime paymentdate placedat placedon completedat createtime createdtime creationtime creationdate datecreated dateadded dateplaced dateadd createdon createddate saledate saletime
    时间 日期 下单时间 订单时间 订单日期 付款时间 交易时间 交易日期 创建时间 更新时间 注册时间 购买日期
    订单创建时间 订单付款时间 订单提交时间 订单下单时间 订单成交时间 订单创建日期 买家付款时间 付款确认时间
    付款日期 支付时间 支付日期 支付完成时间 下单日期 成交时间 成交日期 消费时间 消费日期 销售时间 销售日期
    创建日期 注册日期 入会时间 入会日期 开卡时间 开卡日期 建档时间 建档日期 录入时间 录入日期 登记时间 登记日期
    退款时间 退款日期 退款成功时间 退款完成时间 退货时间 退货日期 售后完成时间
    refundedat refunddate refundtime refundedon returndate returnedat gutschriftsdatum
    收银时间 开单时间 开单日期 单据日期 制单日期 收款时间 提交时间 发起时间 评价时间
    修改时间 修改日期 更新日期 变更时间 变更日期 最后修改时间 最后更新时间 最近修改时间 最近更新时间
    modified modifiedat modifiedon modifieddate modificationdate lastmodified lastmodifiedat lastmodifieddate lastupdated lastupdatedat lastupdate updatedate updateddate updatedon changedat
    geaendertam geaendert lastchange lastchanged lastchangedat letzteaenderung modifieele datemodification datedemodification ultimamodificacion fechamodificacion gewijzigdop
    datum belegdatum rechnungsdatum bestelldatum auftragsdatum kaufdatum verkaufsdatum anderungsdatum geandertam letzteanderung erstelltam angelegtam
    datecommande datedecommande datefacture dateachat fecha fechapedido fechafactura fechacompra fechaventa dataordine dataacquisto datapedido datacompra
    besteldatum factuurdatum aankoopdatum`,
  sku: `outerskuid 物料编码 物料代码 存货编码 material materialnr materialnummer sku stockcode productid productcode itemid itemcode article articleno product skuid
    商品编号 商品编码 货号 产品编号 商品id 款号 sku编码 商品sku 商品sku编码 店铺sku 宝贝id 商家编码
    商家编码规格维度 规格编码 样式id 外部系统编号 商品货号 货品编码 货品编号 款式编码 款式编号 商品条码 条码
    条形码 artikel artikelnr artikelnummer artnr articolo articulo codigoarticulo codicearticolo codearticle artikelcode`,
  'line.name': `dscription 物料名称 存货名称 materialkurztext description productname itemname item productdescription
    商品名称 商品 产品名称 品名 宝贝标题 宝贝名称 商品标题 标题 全部商品名称 选购商品 货品名称 bezeichnung artikelbezeichnung artikelname produkt produit libelle producto descripcion prodotto
    descrizione produto descricao omschrijving`,
  category:
    'category productcategory categoryname department 类别 分类 品类 商品类别 商品类目 商品分类 warengruppe kategorie categorie categoria',
  quantity:
    'itemssold 下单数量 实发数量 发货数量 出库数量 fakturiertemenge quantity qty units count 数量 件数 购买数量 宝贝总数量 宝贝数量 商品数量 商品件数 订购数量 购买件数 销售数量 menge anzahl stuck stuek stueck stk quantite qte cantidad quantita quantidade qtd qtde aantal hoeveelheid',
  unit_price: `含税单价 销售价 pricepaid einzelpreisnetto einzelpreisbrutto unitprice price itemprice sellingprice
    单价 价格 售价 宝贝单价 宝贝价格 商品单价 商品价格 商品实际价格 销售单价 成交单价 成交价 零售价 京东价 preis einzelpreis stuckpreis stueckpreis verkaufspreis vkpreis prix prixunitaire precio preciounitario prezzo
    prezzounitario preco precounitario prijs stukprijs`,
  amount: `linetotal netsales grosssales netamount grossamount grandtotalbase grandtotalpurchased 价税合计 已付金额 分摊后总价 gesamtpreisnetto gesamtpreisbrutto gesamtnetto gesamtbrutto nettowert amount total totalamount revenue sales ordertotal grandtotal value
    金额 总金额 订单金额 实付金额 销售额 总价 买家实际支付金额 买家应付货款 实际支付金额 订单实际支付金额
    订单实付金额 商品实付金额 用户实付金额 商家实收金额 实际收款金额 实收金额 实付款 支付金额 付款金额
    结算金额 应付金额 订单应付金额 应收金额 应收订单金额 货款金额 商品总价 商品金额合计 消费金额 交易金额
    成交金额 销售金额 实收 实付 实收款 收款金额 应收 应付 合计 合计金额 总计
    betrag gesamtbetrag gesamt gesamtpreis summe umsatz montant montanttotal importe importetotal importo valor valortotal bedrag totaalbedrag`,
  discount:
    'discount discountamount totaldiscount totaldiscounts discounttotal linediscount 折扣 优惠 优惠合计 优惠额 让利金额 优惠金额 折扣金额 rabatt remise descuento sconto desconto korting',
  refund_id: `refundid refundno refundnumber refund creditnote creditnoteno creditnotenumber creditmemo creditmemono creditmemonumber creditmemoid
    returnid returnno returnnumber rma rmano rmanumber 退款单号 退款编号 退款单编号 退款流水号 退货单号 退货单编号 退货编号 退单号 退换单号 退换货单号 售后单号 售后单编号 售后编号
    gutschrift gutschriftnr gutschriftnummer gutschriftsnr gutschriftsnummer gutschriftid stornonr stornonummer retourenr retourennummer numavoir numeroavoir`,
  of_order: `源单编号 源单号 refundof originalorder originalorderid originalorderno originalordernumber originalinvoice originalinvoiceno originalinvoicenumber
    originalreceipt originalreceiptno originaltransaction originaltransactionid origorderid relatedorder relatedorderid
    原小票号 原单号 原订单号 原订单编号 原销售单号 原零售单号 原交易单号 原交易号 原流水号 原单据号 原单据编号 关联订单 关联订单号 关联单号 关联销售单 关联销售单号 相关订单
    bezug bezugsbeleg bezugsnr bezugsbelegnr bezugsnummer originalbeleg originalbelegnr originalrechnung ursprungsbeleg rechnungsbezug`,
  kind: `fakturaart transactiontype documenttype doctype saletype eventtype ordertype type 交易类型 单据类型 业务类型 销售类型 小票类型 收银类型 类型
    belegart belegtyp vorgangsart dokumentart umsatzart typedocument tipodocumento`,
  returned:
    'returnquantity returnedquantity quantityreturned qtyreturned 退货数量 退货件数 退款数量 实退数量',
  reason: 'refundreason returnreason reasonforreturn 退款原因 退货原因 售后原因',
  ticket_id:
    'ticketid ticketno ticketnumber ticketnr ticket caseid caseno casenumber 工单号 工单编号 工单id 服务单号',
  ticket_category: 'tickettype ticketcategory casetype 问题类型 问题分类 工单类型 工单分类 咨询类型 反馈类型',
  refunded:
    'totalrefunded refundedamount amountrefunded refundamount orderrefundamount refundtotal erstattung erstattungsbetrag 应退金额 退货金额 退款总额 退款总金额 退款金额 已退款金额 实退金额',
  status: 'status orderstatus financialstatus paymentstatus 状态 订单状态 交易状态 支付状态 付款状态',
  currency:
    'doccur 币别 wkzumsatz currency currencycode 币种 货币 wahrung waehrung devise moneda valuta moeda',
  channel: 'channel saleschannel 渠道 销售渠道 订单来源',
  store_id:
    'storeid store storecode shop 门店 门店编号 店铺 店铺id 店铺名称 归属店铺 所属店铺 所属网店 门店名称 门店编码',
  staff_id:
    'slpname staffid salesperson cashier employeeid 导购 店员 收银员 销售员 导购员 营业员 业务员 verkaufer verkaeufer kassierer',
  coupon_code: 'coupon couponcode promocode 优惠券 优惠码',
};

const byName = new Map(
  Object.entries(words).flatMap(([meaning, names]) =>
    names.split(/\s+/).map((name) => [name, meaning] as const),
  ),
);

/** The meanings of what the standardisers know of headers; a house number and an identity number have none here. */
const meanings: Readonly<Partial<Record<HeaderKind, string>>> = {
  full_name: 'name',
  name: 'name',
  given_name: 'given_name',
  family_name: 'family_name',
  birth_date: 'birth_date',
  gender: 'gender',
  email: 'email',
  phone: 'phone',
  street: 'address.street',
  postcode: 'address.postal_code',
  city: 'address.city',
  state: 'address.province',
};

/** Whose name, place or number is not the customer's. */
const others =
  /store|shop|branch|seller|vendor|supplier|merchant|staff|agent|employee|warehouse|product|item|filiale|lieferant|artikel|tienda|proveedor|magasin|门店|店铺|店员|员工|商品|产品|供应商|卖家|商家|仓库/;

/** Behind a name what it is counted in, or that it is the shop's own: 实付金额(元), Price (USD). */
const unit = /\((?:元|人民币|rmb|cny|usd|eur|gbp|[¥$€£]|件|个|单件|pcs|自定义)\)$/;

const folded = (column: string): string =>
  fold(column)
    .trim()
    .replace(unit, '')
    .replace(/[\s_\-.:：()（）#/°]/g, '');

/** What a path of nested data names the person by, before the field: profile.real_name, data.user.email. */
const holders =
  /^(?:.*\.)?(?:profile|customer|user|member|client|buyer|payer|receiver|recipient|consignee|contact|person|personal|(?:\w+_)?address|billing|shipping|data|order|attributes|traits|fields|properties|basic|(?:\w+_)?info|basicinfo)\.(?=[^.]+$)/i;

/** The meaning of a header name, if it is a known one; of a path of nested data, that of its last name. */
export function meaningOf(path: string): string | undefined {
  const own = meaningOfName(path);
  const column = path.replace(holders, '');
  return own ?? (column === path ? undefined : meaningOfName(column));
}

const ofLines: ReadonlySet<string | undefined> = new Set([
  'sku',
  'line.name',
  'category',
  'quantity',
  'unit_price',
  'amount',
  'discount',
]);

/** What a short name means of something sold. */
const inLines: Readonly<Record<string, string>> = {
  name: 'line.name',
  title: 'line.name',
  label: 'line.name',
  num: 'quantity',
  number: 'quantity',
  n: 'quantity',
  code: 'sku',
  linetotal: 'amount',
  payment: 'amount',
  paid: 'amount',
};

/** Whether a meaning is of an order's lines. */
export const isOfLines = (meaning: string | undefined): boolean => ofLines.has(meaning);

/** What a field of the objects in a list of lines means, by its path: title, product.name. */
export function meaningInList(path: string): string | undefined {
  const name = path.replace(/^(?:product|goods|item|article|variant|sku|commodity)\.(?=[^.]+$)/i, '');
  const meaning = meaningOfName(path) ?? meaningOfName(name);
  return ofLines.has(meaning) ? meaning : inLines[folded(name)];
}

function meaningOfName(column: string): string | undefined {
  const name = folded(column);
  const known = byName.get(name);
  if (known !== undefined || others.test(name)) return known;
  if (tellsCountry(column)) return 'address.country';
  const [kind] = kindsByHeader(column);
  return kind && meanings[kind];
}

/** Whether a header is of a name that may be given, family or full, as those beside it tell: Nom, Nombre, Name. */
export const isPlainName = (column: string): boolean => kindsByHeader(column).includes('name');

/** Whether a header, where it holds no numbers, is of whom they are: Customer, Kunde. */
export const namesCustomer = (column: string): boolean =>
  /^(?:customer|kunde|klant|cliente|client)$/.test(folded(column));

/** Whether a header only says that it is about a refund: the values must tell whether they are its numbers or its amounts. */
export const isBareRefund = (column: string): boolean =>
  /^(?:refund|creditnote|creditmemo|gutschrift)$/.test(folded(column));

/** Whether a header says no more than that it is a number. */
export const isPlainNumber = (column: string): boolean =>
  /^(?:id|no|nr|num|number|nummer|numero|编号)?$/.test(folded(column));

/** Whether a header, of what is sold, is of what it is counted in. */
export const isUnit = (column: string): boolean => /^单位$/.test(folded(column));

/** Whether a header is of an account, which is a person's unless a company's name is beside it. */
export const isAccount = (column: string): boolean => /^account(?:id|no|number)$/.test(folded(column));

/** Whether a header is of a title, which a person has, unless what it names is sold. */
export const isTitle = (column: string): boolean => /^title$/.test(folded(column));

/** Whether a header is of the time at which money was given back. */
export const isRefundTime = (column: string): boolean =>
  /退款|退货|售后|refund|return|gutschrift/.test(folded(column));

/** Whether a header only says that it is about a customer or a card: the values must tell that they are its numbers. */
export const isBareKey = (column: string): boolean =>
  /^(?:会员|顾客|客户|会员卡|customer|kunde|klant|cliente|client)$/.test(folded(column));

/**
 * Which of several columns of a meaning to take: what was paid and not what was asked, when it was bought and
 * not typed in.
 */
const best: Readonly<Record<string, RegExp>> = {
  amount: /实付|实收|实际支付|实际收款|已付|分摊后|paid|netsales/,
  sku: /(?:^|\])sku$/,
  name: /^(?:customer|client|buyer|kunde|客户|买家|会员)/,
  time: /订单|下单|付款|支付|交易|成交|销售|消费|购买|order|purchase|invoice|transaction|paid/,
};

/**
 * Whether a header tells when a row was last changed. Of a list of people that is what counts: by the time at which it
 * was created tomorrow's change would be as old as what it changes.
 */
export const isChange = (column: string): boolean =>
  /修改|更新|变更|变动|编辑|modif|update|changed|lastchange|aenderung|anderung|geaendert|geandert|gewijzigd|edited/.test(
    folded(column),
  );

/** Whether a header is of the best column of its meaning. */
export const isBest = (meaning: string, column: string): boolean =>
  best[meaning]?.test(folded(column)) ?? false;

/** Whether a header of an amount says that discounts are still in it: most amounts of exports are what was paid. */
export const isBeforeDiscount = (column: string): boolean =>
  /总价|金额合计|原价|优惠前|折前|gross|beforediscount/.test(folded(column));

/** Whether a header of a price says that it is what a piece was sold at, its discount taken off. */
export const isSoldAt = (column: string): boolean => /成交|实际|实付|实收|paid/.test(folded(column));

/** Whether a header is of the day on which somebody became a customer: what is beside it are totals, and no sales. */
export const isJoining = (column: string): boolean =>
  /^(?:注册|入会|开卡|成为|joined|regist|signup|customersince|membersince)/.test(folded(column));

/** Whether a row of this kind gives money back: 退货, Gutschrift, GS, Refund. */
export const isRefundKind = (value: string): boolean =>
  /退|红字|冲红|负单|refund|return|credit|gutschrift|storno|retoure|rechnungskorrektur|avoir|rembours|devoluci|rimborso|^(?:gs|rk|st|sc|cn|cm|rn)$/i.test(
    value.trim(),
  );
