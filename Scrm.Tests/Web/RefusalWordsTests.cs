using System.Globalization;
using Scrm.Core;
using Scrm.Web;

namespace Scrm.Tests.Web;

public sealed class RefusalWordsTests
{
    // As many values as the longest sentence takes; what a refusal carries is tested where it is made.
    private static readonly object[] Values = ["一", "二", "三", "四", "五", "六"];

    [Fact]
    public void Every_refusal_has_words_in_both_languages()
    {
        var reasons = typeof(Refusal).Assembly.GetTypes().Where(t => t.IsEnum && t.IsPublic && t.Name.EndsWith("Refusal", StringComparison.Ordinal))
            .SelectMany(t => Enum.GetValues(t).Cast<Enum>()).ToList();
        var silent = new List<string>();
        foreach (var language in new[] { "zh-CN", "en" })
        {
            CultureInfo.CurrentUICulture = new CultureInfo(language);
            silent.AddRange(reasons.Where(reason => !Speaks(reason)).Select(reason => $"{language}: {reason.GetType().Name}.{reason}"));
        }
        Assert.True(silent.Count == 0, string.Join('\n', silent));
    }

    private static bool Speaks(Enum reason)
    {
        try
        {
            return RefusalWords.Of(new Refusal(reason, Values)).Length > 0;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
        catch (InvalidCastException)
        {
            return true;
        }
    }
}
