using System.Globalization;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Import.Sheets;
using Scrm.Web;
using Scrm.Web.Api;

namespace Scrm.Tests.Api;

/// <summary>Every "no" of the use-cases has its words in both languages, its code and its status.</summary>
public sealed class RefusalTests
{
    private static readonly object[][] Samples =
    [
        ["甲", "乙", 3, 4, 5], [3, "乙", 3, 4, 5], [CustomerField.Name, 200], [ColumnRole.Name], ["甲", Scrm.Core.Team.Role.Operator], ["甲", Array.Empty<Scrm.Core.Tags.Clash>()], [7, Array.Empty<FieldClash>()],
    ];

    [Fact]
    public void Every_refusal_is_said_in_both_languages()
    {
        var kinds = typeof(Refusal).Assembly.GetTypes().Where(t => t.IsEnum && (t.Name.EndsWith("Refusal", StringComparison.Ordinal) || t == typeof(FileFault))).ToList();
        Assert.True(kinds.Count >= 5, "The refusals were not found.");
        var silent = kinds.SelectMany(k => Enum.GetValues(k).Cast<Enum>()).Where(why => Said(why, "zh-CN") is not { } zh || Said(why, "en") is not { } en || zh == en || zh.Length == 0);
        House.Sources.None(silent.Select(ApiProblem.CodeOf));
    }

    [Fact]
    public void Codes_are_stable_words()
    {
        Assert.Equal("tag.name-taken", ApiProblem.CodeOf(Scrm.Core.Tags.TagRefusal.NameTaken));
        Assert.Equal("customer.phone-taken-out-of-reach", ApiProblem.CodeOf(CustomerRefusal.PhoneTakenOutOfReach));
        Assert.Equal("file.old-xls", ApiProblem.CodeOf(FileFault.OldXls));
        Assert.Equal(409, ApiProblem.StatusOf(CustomerRefusal.ChangedMeanwhile));
        Assert.Equal(422, ApiProblem.StatusOf(CustomerRefusal.NameMissing));
    }

    /// <summary>The first sample of values that the sentence can be made of.</summary>
    private static string? Said(Enum why, string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        foreach (var values in Samples)
        {
            try
            {
                return RefusalWords.Of(new(why, values));
            }
            catch (Exception e) when (e is InvalidCastException or IndexOutOfRangeException or FormatException)
            {
                continue;
            }
        }
        return null;
    }
}
