using System.Globalization;
using Scrm.Core;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Web;
using Scrm.Web.Imports;

namespace Scrm.Tests.Import;

/// <summary>Whatever the import desk can say has words in both languages.</summary>
public sealed class ImportWordsTests
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_problem_refusal_role_and_fault_has_words(string language)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        Assert.All(Enum.GetValues<ProblemCode>(), code => Assert.NotEmpty(ProblemText.Of(code)));
        Assert.All(Enum.GetValues<PlanProblem>(), problem => Assert.NotEmpty(ProblemText.Sentence(problem, "00123")));
        Assert.All(Enum.GetValues<FileFault>(), fault => Assert.NotEmpty(RefusalWords.Of(new Refusal(fault, "表1", 3, 2, 200L, 300L))));
        Assert.All(Enum.GetValues<ImportRefusal>(), why => Assert.NotEmpty(RefusalWords.Of(new Refusal(why, ColumnRole.Phone))));
        Assert.All(Enum.GetValues<ColumnRole>(), role => Assert.NotEmpty(ColumnText.Of(role)));
        Assert.All(Enum.GetValues<ImportState>(), state => Assert.NotEmpty(ImportText.Of(state)));
        Assert.All(Enum.GetValues<LayoutKind>(), kind => Assert.NotEmpty(ImportText.Of(kind)));
    }

    [Fact]
    public void Refused_file_is_told_by_sheet_row_and_column()
    {
        CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        Assert.Equal("工作表「表1」 第 3 行 C 列：超过 200 列，删掉不用的列", RefusalWords.Of(new Refusal(FileFault.TooManyColumns, "表1", 3, 2, 200L, null!)));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Headers_we_write_are_read_again(string language)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        foreach (var role in ColumnText.OfCustomers.Append(ColumnRole.Tags)) Assert.Equal(role, HeaderWords.CustomerRole(ExportText.Header(role)));
        foreach (var role in ColumnText.OfDictionary) Assert.Equal(role, HeaderWords.DictionaryRole(ExportText.Header(role)));
    }

    [Fact]
    public void Codes_of_cells_and_of_plans_never_meet() =>
        Assert.All(Enum.GetValues<ProblemCode>(), code => Assert.InRange((int)code, 0, 99));
}
