namespace Scrm.Core.Import.Sheets;

/// <summary>What a header means, in the words that exports, shops and WeCom use.</summary>
internal static class HeaderWords
{
    private static readonly Dictionary<string, ColumnRole> Customer = Table(
        (ColumnRole.Name, "客户名称 客户姓名 客户昵称 客户 昵称 姓名 名称 名字 联系人 联系人姓名 学员姓名 学员 会员姓名 会员名称 会员 顾客 顾客姓名 用户名 用户姓名 用户昵称 车主 车主姓名 微信昵称 "
            + "name fullname customer customername nickname contact"),
        (ColumnRole.Phone, "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 移动电话 手机电话 联系手机 客户手机 客户电话 客户手机号 会员手机 会员手机号 学员手机 家长手机 家长电话 注册手机号 绑定手机号 "
            + "phone mobile tel telephone cellphone phonenumber mobilephone mobilenumber phoneno mobileno"),
        (ColumnRole.OneId, "客户id oneid one_id 客户编号 客户编码 客户号 用户id 用户编号 统一id id 编号 customerid customer_id customerno userid user_id cid uid"),
        (ColumnRole.MemberNo, "会员号 会员编号 会员卡号 会员id 会员码 会员卡 卡号 学员编号 学号 memberno member_no memberid member_id cardno membernumber"),
        (ColumnRole.ExternalId, "external_userid externaluserid external_user_id externalid external_id 外部联系人id 外部联系人userid 外部联系人 企微id 企业微信id 微信客户id"),
        (ColumnRole.Tags, "企业标签 标签 标签列 客户标签 用户标签 会员标签 已有标签 全部标签 标签名称 标签名 所有标签 个人标签 微信标签 tags tag labels label"),
        (ColumnRole.Owner, "添加人 所属员工 跟进人 负责人 跟进员工 所属客服 客服 添加员工 添加成员 所属成员 跟进成员 归属人 归属员工 所属销售 销售 顾问 销售顾问 业务员 课程顾问 员工 成员 "
            + "owner follower staff sales salesperson"),
        (ColumnRole.AddedAt, "添加时间 添加日期 创建时间 创建日期 加入时间 加入日期 注册时间 注册日期 入会时间 加好友时间 首次添加时间 建档时间 建档日期 录入时间 录入日期 登记时间 登记日期 "
            + "addedat added addtime createdat created createtime created_at added_at date_added"),
        (ColumnRole.Gender, "性别 gender sex"),
        (ColumnRole.Company, "公司 公司名称 企业 企业名称 单位 工作单位 客户公司 所属公司 所属企业 company companyname organization corp"),
        (ColumnRole.Region, "地区 城市 省市 省份 区域 所在地 所在地区 所在城市 省市区 地域 区县 region city area province"),
        (ColumnRole.Remark, "备注 备注信息 客户备注 备注名 说明 描述 客户描述 remark remarks note notes memo comment description"),
        (ColumnRole.Source, "来源 客户来源 渠道 添加渠道 来源渠道 添加方式 获客渠道 渠道来源 推广渠道 source channel from addway"));

    private static readonly Dictionary<string, ColumnRole> Dictionary = Table(
        (ColumnRole.TagGroup, "组 标签组 分组 标签组名 标签组名称 组名 组名称 所属组 所属标签组 标签分组 一级标签 group taggroup groupname"),
        (ColumnRole.GroupClass, "类别 标签类别 标签组类别 分类 标签分类 组类别 标签类型 类型 大类 class category groupclass"),
        (ColumnRole.GroupMode, "模式 选择模式 标签模式 组模式 单选多选 是否互斥 互斥 选择方式 mode groupmode"),
        (ColumnRole.GroupLocked, "锁定 是否锁定 锁 锁定状态 locked lock"),
        (ColumnRole.GroupCycle, "更新周期 更新频率 周期 更新 cycle updatecycle"),
        (ColumnRole.GroupMeaning, "组说明 标签组说明 组描述 标签组描述 组含义 groupdescription groupmeaning"),
        (ColumnRole.TagName, "标签 标签名 标签名称 标签值 二级标签 tag tagname label"),
        (ColumnRole.TagMeaning, "说明 含义 标签说明 标签含义 定义 标签定义 口径 描述 解释 备注 meaning description definition tagmeaning"),
        (ColumnRole.TagColour, "颜色 标签颜色 组颜色 色 color colour"),
        (ColumnRole.TagPinned, "置顶 是否置顶 常用 pinned pin"),
        (ColumnRole.TagLifetime, "有效期 有效天数 默认有效期 有效期天 过期天数 有效期(天) lifetime expires ttl days"));

    public static ColumnRole CustomerRole(string header) => Customer.GetValueOrDefault(Key(header), ColumnRole.Ignore);

    public static ColumnRole DictionaryRole(string header) => Dictionary.GetValueOrDefault(Key(header), ColumnRole.Ignore);

    public static bool IsKnown(string header) => Customer.ContainsKey(Key(header)) || Dictionary.ContainsKey(Key(header)) || TouchWords.IsKnown(header);

    /// <summary>A header without what does not name it: blanks, *, (必填), a colon at the end; half width, lower case.</summary>
    public static string Key(string header)
    {
        var folded = Folding.Key(CleanText.Of(header)).Replace(" ", "").Trim('*', ':', '#', '.', '"', '\'');
        var note = folded.IndexOfAny(['(', '[', '【', '<']);
        return note > 0 ? folded[..note] : folded;
    }

    /// <summary>标签：意向 or 标签组-意向 names the group 意向.</summary>
    public static string? GroupNamed(string header)
    {
        var clean = CleanText.Of(header);
        foreach (var prefix in (ReadOnlySpan<string>)["标签组", "标签", "tag", "group"])
            if (clean.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && clean.Length > prefix.Length + 1 && ":：-_".Contains(clean[prefix.Length]))
                return CleanText.Of(clean[(prefix.Length + 1)..]);
        return null;
    }

    internal static Dictionary<string, ColumnRole> Table(params ReadOnlySpan<(ColumnRole Role, string Words)> rows)
    {
        var table = new Dictionary<string, ColumnRole>();
        foreach (var (role, words) in rows)
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries)) table.TryAdd(word, role);
        return table;
    }
}
