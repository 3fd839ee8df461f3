namespace Scrm.Core.Import.Sheets;

/// <summary>What headers of orders and events mean, in the words of shops, tills and trackers.</summary>
internal static class TouchWords
{
    private static readonly Dictionary<string, ColumnRole> Who = HeaderWords.Table(
        // A shop's own customer number is a member number here: nobody types OneIDs into a till.
        (ColumnRole.MemberNo, "会员号 会员编号 会员卡号 会员id 会员码 会员卡 卡号 学员编号 学号 客户id 客户编号 客户编码 客户号 用户id 用户编号 买家id 买家编号 "
            + "memberno member_no memberid member_id membernumber customerid customer_id customerno userid user_id buyerid buyer_id uid cid"),
        (ColumnRole.OneId, "oneid one_id 统一id"),
        (ColumnRole.Phone, "买家手机 买家手机号 买家电话 收货人手机 收货手机 收货电话 收件人手机 收件人电话 下单手机 下单手机号"),
        (ColumnRole.Name, "买家 买家姓名 买家昵称 收货人 收货人姓名 收件人 收件人姓名 下单人"));

    private static readonly Dictionary<string, ColumnRole> Either = HeaderWords.Table(
        (ColumnRole.OccurredAt, "时间 日期 发生时间 发生日期 行为时间 行为日期 事件时间 操作时间 访问时间 下单时间 下单日期 订单时间 订单日期 付款时间 付款日期 支付时间 支付日期 成交时间 成交日期 "
            + "购买时间 购买日期 消费时间 消费日期 交易时间 交易日期 订单付款时间 订单创建时间 "
            + "time date datetime at occurredat occurred_at paidat paid_at paytime pay_time orderdate order_date ordertime order_time purchasedate purchase_date eventtime event_time timestamp"),
        (ColumnRole.Amount, "金额 订单金额 实付 实付金额 实付款 实收 实收金额 付款金额 支付金额 成交金额 消费金额 消费额 总金额 总额 总价 订单总价 订单总额 交易金额 应付金额 合计 "
            + "amount orderamount order_amount total totalamount total_amount paid paidamount dollarvalue dollar_value dollars value revenue"),
        (ColumnRole.Quantity, "数量 件数 购买数量 商品数量 购买件数 总件数 积分 积分变动 积分变化 points quantity qty count numberofcds number_of_cds cds items"));

    private static readonly Dictionary<string, ColumnRole> Orders = HeaderWords.Table(
        (ColumnRole.Number, "订单号 订单编号 订单id 单号 交易号 交易单号 流水号 小票号 主订单编号 orderno order_no orderid order_id ordernumber order_number transactionid transaction_id invoiceno invoice"),
        (ColumnRole.LineAmount, "小计 商品金额 商品总价 商品小计 明细金额 行金额 lineamount line_amount linetotal line_total subtotal"),
        (ColumnRole.Subject, "商品 商品名称 商品名 商品标题 宝贝标题 产品 产品名称 品名 货品 项目 套餐 课程 课程名称 服务项目 sku product productname product_name item itemname item_name"),
        (ColumnRole.Refund, "退款金额 已退金额 已退款金额 退款 退款额 退款总额 refund refunds refunded refundamount refund_amount refundedamount refunded_amount"),
        (ColumnRole.OrderState, "订单状态 状态 交易状态 付款状态 支付状态 status orderstatus order_status state"));

    private static readonly Dictionary<string, ColumnRole> Events = HeaderWords.Table(
        (ColumnRole.EventKind, "行为 行为类型 行为名称 事件 事件类型 事件名称 事件名 动作 操作 操作类型 互动类型 event eventname event_name eventtype event_type kind action behaviour behavior"),
        (ColumnRole.Number, "事件id 事件编号 流水号 记录id 行为id eventid event_id"),
        (ColumnRole.Subject, "对象 目标 页面 页面标题 文章 文章标题 标题 商品 商品名称 产品 产品名称 链接 活动 素材 网址 url page title article subject target object product"),
        (ColumnRole.Seconds, "时长 停留时长 停留时间 停留 阅读时长 浏览时长 通话时长 秒数 秒 时长秒 seconds duration dwell staytime stay_time"),
        (ColumnRole.EventText, "内容 备注 说明 详情 描述 消息内容 text content note notes remark message comment detail"));

    public static ColumnRole OrderRole(string header) => Find(header, Who, Either, Orders);

    public static ColumnRole EventRole(string header) => Find(header, Who, Either, Events);

    public static bool IsKnown(string header) => Find(header, Either, Orders, Events) != ColumnRole.Ignore;

    private static ColumnRole Find(string header, params ReadOnlySpan<Dictionary<string, ColumnRole>> tables)
    {
        var key = HeaderWords.Key(header);
        foreach (var table in tables)
            if (table.TryGetValue(key, out var role)) return role;
        return HeaderWords.CustomerRole(header) is var person and (ColumnRole.Name or ColumnRole.Phone or ColumnRole.MemberNo or ColumnRole.ExternalId) ? person : ColumnRole.Ignore;
    }
}
