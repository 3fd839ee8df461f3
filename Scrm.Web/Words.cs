using System.Globalization;

namespace Scrm.Web;

/// <summary>The two languages of the screens, side by side: <c>Say("新建", "New")</c>. Kept in one static class per noun.</summary>
public static class Words
{
    public static bool Chinese => CultureInfo.CurrentUICulture.Name.StartsWith("zh", StringComparison.Ordinal);

    public static string Say(string zh, string en) => Chinese ? zh : en;

    /// <summary>English: "1 order", "2,300 orders", "2 touches" where another plural is named.</summary>
    public static string Many(long count, string one, string? more = null) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : more ?? one + "s")}");

    public static string Joined(IEnumerable<string> words) => string.Join(Chinese ? "、" : ", ", words);
}
