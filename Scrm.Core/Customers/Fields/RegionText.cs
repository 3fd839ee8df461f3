namespace Scrm.Core.Customers.Fields;

/// <summary>Regions from the large to the small, joined by blanks: 广东省深圳市南山区 and 广东/深圳市/南山区 both become 广东 深圳市 南山区.</summary>
internal static class RegionText
{
    private const int Longest = 60;

    private static readonly string[] Provinces =
    [
        "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南",
        "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾", "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门",
    ];

    private static readonly string[] ProvinceEndings = ["维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省", "市"];
    private static readonly string[] CityEndings = ["自治州", "地区", "盟", "市"];

    /// <summary>Null where it is no place: digits, signs, too long.</summary>
    public static string? Parse(string raw)
    {
        var said = Folding.Fold(raw.Replace('/', ' ').Replace('-', ' ').Replace('>', ' ').Replace('·', ' ').Replace(',', ' ').Replace('，', ' ').Replace('、', ' '));
        if (said.Length is 0 or > Longest || !said.All(c => char.IsLetter(c) || c == ' ') || said.Length == 1) return null;
        var province = Array.Find(Provinces, p => said.StartsWith(p, StringComparison.Ordinal));
        if (province is null) return said;
        var rest = Without(said[province.Length..], ProvinceEndings).TrimStart();
        if (rest.Length == 0) return province;
        if (rest.Contains(' ', StringComparison.Ordinal)) return $"{province} {rest}";
        var cut = CityEndings.Select(e => rest.IndexOf(e, StringComparison.Ordinal) is var at and > 0 ? at + e.Length : -1).Where(at => at > 0).DefaultIfEmpty(rest.Length).Min();
        return cut < rest.Length ? $"{province} {rest[..cut]} {rest[cut..]}" : $"{province} {rest}";
    }

    private static string Without(string text, string[] endings) =>
        Array.Find(endings, e => text.StartsWith(e, StringComparison.Ordinal)) is { } ending ? text[ending.Length..] : text;
}
