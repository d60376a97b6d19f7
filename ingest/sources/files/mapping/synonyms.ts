import {
  fold,
  type HeaderKind,
  kindsByHeader,
  tellsCountry,
} from '../../../../transforms/standardise/light/index.ts';

/**
 * What a column can mean, and the header names it goes by, folded (lower case, no blanks or signs), in English and
 * Chinese; a name belongs to one meaning. What says who a person is, in other words and languages, the standardisers know.
 */
const words: Readonly<Record<string, string>> = {
  order_id:
    'orderid orderno ordernumber order invoice invoiceno invoiceid invoicenumber transactionid transaction receiptno receipt basketid salesorder 订单号 订单编号 订单id 单号 发票号 交易号 小票号 流水号',
  customer_ref:
    'customerid customer customerno customernumber custid custno custnumber clientid clientno userid memberid memberno buyerid contactid contactno personid accountno accountid accountnumber badge badgeno badgeid openid unionid kundennr kundenr kundenummer kundennummer kundeid kundenid mitgliedsnr mitgliedsnummer idcliente numcliente numerocliente nocliente clienteid codigocliente ncliente codcliente idclient numclient numeroclient noclient codeclient nclient clienteno klantnr klantnummer klantid 客户编号 客户id 客户号 顾客编号 会员编号 会员id 用户id 买家id 表单号 表单编号',
  loyalty_id:
    'loyaltyid loyaltycard loyaltyno loyaltynumber card cardno cardnumber cardid memberscard membercard membershipcard membershipno kundenkarte kundenkartennr kartennummer kartennr tarjeta numtarjeta 会员卡号 会员号 卡号',
  email: 'email mail emailaddress contactemail 邮箱 电子邮箱 邮件 电子邮件',
  phone: 'phone mobile tel telephone phonenumber mobilenumber cell 手机 手机号 手机号码 电话 联系电话',
  name: 'name fullname customername contactname 姓名 客户姓名 客户名称 会员姓名 收货人',
  given_name: 'firstname givenname forename 名',
  family_name: 'lastname familyname surname 姓 姓氏',
  gender: 'gender sex 性别',
  birth_date: 'birthdate birthday dateofbirth dob 生日 出生日期',
  'address.country': 'country countryname 国家',
  'address.province': 'province state region 省 省份',
  'address.city': 'city town 市 城市',
  'address.district': 'district county 区 区县',
  'address.street': 'street address addressline1 地址 详细地址 街道 收货地址',
  'address.postal_code': 'postcode postalcode zip zipcode 邮编 邮政编码',
  company: 'company companyname organisation organization 公司 公司名称 单位',
  job_title: 'jobtitle title position 职位 职务',
  acquisition_channel: 'acquisitionchannel leadsource 来源 客户来源 获客渠道',
  time: 'time date datetime timestamp orderdate ordertime invoicedate transactiondate purchasedate createdat created updatedat paidat 时间 日期 下单时间 订单时间 订单日期 付款时间 交易时间 交易日期 创建时间 更新时间 注册时间 购买日期',
  sku: 'sku stockcode productid productcode itemid itemcode article articleno product 商品编号 商品编码 货号 产品编号 商品id 款号',
  'line.name': 'description productname itemname item productdescription 商品名称 商品 产品名称 品名',
  category: 'category productcategory categoryname department 类别 分类 品类 商品类别',
  quantity: 'quantity qty units count 数量 件数 购买数量',
  unit_price: 'unitprice price itemprice sellingprice 单价 价格 售价',
  amount:
    'amount total totalamount revenue sales ordertotal grandtotal value 金额 总金额 订单金额 实付金额 销售额 总价',
  discount: 'discount discountamount 折扣 优惠 优惠金额',
  currency: 'currency currencycode 币种 货币',
  channel: 'channel saleschannel 渠道 销售渠道',
  store_id: 'storeid store storecode shop 门店 门店编号 店铺',
  staff_id: 'staffid salesperson cashier employeeid 导购 店员 收银员 销售员',
  coupon_code: 'coupon couponcode promocode 优惠券 优惠码',
};

const byName = new Map(
  Object.entries(words).flatMap(([meaning, names]) =>
    names.split(' ').map((name) => [name, meaning] as const),
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

const folded = (column: string): string => fold(column).replace(/[\s_\-.:：()（）#/°]/g, '');

/** The meaning of a header name, if it is a known one. */
export function meaningOf(column: string): string | undefined {
  const name = folded(column);
  const known = byName.get(name);
  if (known !== undefined || others.test(name)) return known;
  if (tellsCountry(column)) return 'address.country';
  const [kind] = kindsByHeader(column);
  return kind && meanings[kind];
}

/** Whether a header is of a name that may be given, family or full, as those beside it tell: Nom, Nombre, Name. */
export const isPlainName = (column: string): boolean => kindsByHeader(column).includes('name');

/** Whether a header is of an account, which may be a person's or a company's. */
export const isAccount = (column: string): boolean => /^account(?:id|no|number)$/.test(folded(column));
