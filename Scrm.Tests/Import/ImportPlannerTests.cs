using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;

namespace Scrm.Tests.Import;

public sealed class ImportPlannerTests
{
    private readonly PlannerKit kit = new();

    [Fact]
    public void Row_without_any_key_is_left_out_and_says_so()
    {
        var chunk = kit.Plan(new ParsedRow(2) { Name = "王小明" });

        Assert.Equal((1, 1, 0), (chunk.Counts.Rows, chunk.Counts.Lost, chunk.Counts.Created));
        Assert.Equal(ProblemCode.NoKey, Assert.Single(chunk.Problems).Kind);
    }

    [Fact]
    public void Name_alone_never_matches()
    {
        kit.Knows(7, name: "王小明", phone: "+8613900000001");

        var chunk = kit.Plan(new ParsedRow(2) { Name = "王小明", Phone = "+8613900000002" });

        Assert.Equal((1, 0), (chunk.Counts.Created, chunk.Counts.Matched));
    }

    [Fact]
    public void Rows_of_one_person_fold_into_one_customer()
    {
        var chunk = kit.Plan(
            new ParsedRow(2) { Name = "王小明", Phone = "+8613900000001", MemberNo = "A1" },
            new ParsedRow(3) { MemberNo = "A1", Company = "云上" },
            new ParsedRow(4) { Phone = "+8613900000001", Region = "杭州" });

        Assert.Equal((1, 2, 0), (chunk.Counts.Created, chunk.Counts.Folded, chunk.Counts.Matched));
        var person = Assert.Single(chunk.Created);
        Assert.Equal(("云上", "杭州"), (person[CustomerField.Company], person[CustomerField.Region]));
        Assert.Empty(chunk.Edits);
        Assert.Equal(2, chunk.Identities.Count);
    }

    [Fact]
    public void Keys_of_two_customers_in_one_row_are_a_problem()
    {
        kit.Knows(7, phone: "+8613900000001").Knows(8, memberNo: "A8");

        var chunk = kit.Plan(new ParsedRow(2) { Phone = "+8613900000001", MemberNo = "A8" });

        Assert.Equal(1, chunk.Counts.Lost);
        Assert.Equal(PlanProblem.KeysDisagree, Assert.Single(chunk.Problems).Kind);
        Assert.True(chunk.Problems[0].RowLost);
    }

    [Fact]
    public void Phone_that_leads_to_another_member_number_proves_nothing()
    {
        kit.Knows(7, phone: "+8613900000001", memberNo: "A7");

        var chunk = kit.Plan(new ParsedRow(2) { Phone = "+8613900000001", MemberNo = "A9" });

        Assert.Equal(PlanProblem.MemberNoDiffers, Assert.Single(chunk.Problems).Kind);
    }

    [Theory]
    [InlineData("王小明", true)]
    [InlineData("李小红", false)]
    public void Lost_leading_zeros_are_repaired_where_the_name_agrees_and_proposed_where_not(string name, bool repaired)
    {
        kit.Knows(7, name: "王小明", memberNo: "00123").Near("123", 7);

        var chunk = kit.Plan(new ParsedRow(2) { Name = name, MemberNo = "123" });

        Assert.Equal(repaired ? 1 : 0, chunk.Counts.Matched);
        if (!repaired) Assert.Equal((PlanProblem.MemberNoNear, "00123"), ((PlanProblem)chunk.Problems[0].Kind, chunk.Problems[0].Suggestion));
    }

    [Fact]
    public void Unknown_one_id_loses_the_row()
    {
        var chunk = kit.Plan(new ParsedRow(2) { OneId = "99", Phone = "+8613900000001" });

        Assert.Equal(PlanProblem.OneIdUnknown, Assert.Single(chunk.Problems).Kind);
        Assert.Equal(0, chunk.Counts.Created);
    }

    [Theory]
    [InlineData(FieldUpdate.FillEmpty, "云上", 0)]
    [InlineData(FieldUpdate.Overwrite, "山下", 1)]
    [InlineData(FieldUpdate.Leave, "云上", 0)]
    public void Filled_fields_change_only_when_the_operator_wants_it(FieldUpdate update, string company, int updated)
    {
        kit.Knows(7, phone: "+8613900000001").People[7][CustomerField.Company] = "云上";

        var chunk = kit.With(new ImportChoices { Fields = update }).Plan(new ParsedRow(2) { Phone = "+8613900000001", Company = "山下" });

        Assert.Equal((company, updated), (kit.People[7][CustomerField.Company], chunk.Counts.Updated));
        Assert.Equal(updated, chunk.Edits.Count);
    }

    [Fact]
    public void Unknown_owner_is_reported_and_the_row_kept()
    {
        var chunk = kit.Member(3, "赵敏").Plan(new ParsedRow(2) { Phone = "+8613900000001", Owner = "赵 敏敏" }, new ParsedRow(3) { Phone = "+8613900000002", Owner = "赵敏" });

        Assert.Equal(2, chunk.Counts.Created);
        Assert.Equal(PlanProblem.OwnerUnknown, Assert.Single(chunk.Problems).Kind);
        Assert.Equal(3, chunk.Created[1].OwnerId);
        Assert.Single(chunk.Relations);
    }

    [Fact]
    public void Two_tags_of_an_exclusive_group_in_one_row_are_both_left_out()
    {
        kit.Group("价值", GroupMode.One, "高", "低").Group("兴趣", GroupMode.Many, "茶");

        var chunk = kit.Plan(new ParsedRow(2) { Phone = "+8613900000001", Tags = [new("价值", "高"), new(null, "低"), new(null, "茶")] });

        Assert.Equal((1, 2), (chunk.Counts.TagsAdded, chunk.Counts.TagsSkipped));
        Assert.Equal(PlanProblem.ExclusiveTags, Assert.Single(chunk.Problems).Kind);
    }

    [Fact]
    public void Later_row_replaces_in_an_exclusive_group_and_a_stage_never_goes_back_by_itself()
    {
        kit.Group("价值", GroupMode.One, "高", "低").Group("阶段", GroupMode.Staged, "潜在", "试听", "报名");
        ParsedRow Row(int number, string value, string stage) => new(number) { Phone = "+8613900000001", Tags = [new(null, value), new("阶段", stage)] };

        var chunk = kit.Plan(Row(2, "高", "试听"), Row(3, "低", "潜在"), Row(4, "低", "报名"));

        Assert.Equal((4, 2, 1), (chunk.Counts.TagsAdded, chunk.Counts.TagsReplaced, chunk.Counts.TagsThere));
        Assert.Equal((PlanProblem.StageBackwards, 3), ((PlanProblem)Assert.Single(chunk.Problems).Kind, chunk.Problems[0].Row));
    }

    [Fact]
    public void Reason_lets_stages_go_back()
    {
        kit.Group("阶段", GroupMode.Staged, "潜在", "试听");
        ParsedRow Row(int number, string stage) => new(number) { Phone = "+8613900000001", Tags = [new("阶段", stage)] };

        var chunk = kit.With(new ImportChoices { BackwardsReason = "按盘点表" }).Plan(Row(2, "试听"), Row(3, "潜在"));

        Assert.Equal(2, chunk.Counts.TagsAdded);
        Assert.Empty(chunk.Problems);
    }

    [Fact]
    public void Unknown_tag_is_reported_with_the_nearest_one_and_follows_the_choice()
    {
        kit.Group("意向", GroupMode.Many, "高意向", "低意向");
        var row = new ParsedRow(2) { Phone = "+8613900000001", Tags = [new(null, "高义向")] };

        var asked = kit.Plan(row);
        Assert.Equal((PlanProblem.TagUnknown, "意向：高意向"), ((PlanProblem)Assert.Single(asked.Problems).Kind, asked.Problems[0].Suggestion));
        Assert.Single(asked.Unknown);

        var choices = new ImportChoices { Tags = { [TagNames.KeyOf(row.Tags[0])] = new(UnknownTagAct.Map, TagId: kit.TagId("高意向")) } };
        var mapped = kit.With(choices).Plan(row);
        Assert.Equal((1, 0), (mapped.Counts.TagsAdded, mapped.Problems.Count));
    }

    [Fact]
    public void Archived_tag_is_reported_and_a_merged_one_means_its_target()
    {
        kit.Group("意向", GroupMode.Many, "高意向", "旧", "并").Archive("旧").Merge("并", "高意向");

        var chunk = kit.Plan(new ParsedRow(2) { Phone = "+8613900000001", Tags = [new(null, "旧"), new(null, "并"), new(null, "高意向")] });

        Assert.Equal(1, chunk.Counts.TagsAdded);
        Assert.Equal(PlanProblem.TagArchived, Assert.Single(chunk.Problems).Kind);
    }

    [Fact]
    public void Hidden_rows_stay_out_only_by_choice()
    {
        var row = new ParsedRow(2) { Phone = "+8613900000001", Hidden = true };

        Assert.Equal(1, kit.Plan(row).Counts.Rows);
        Assert.Equal(0, kit.With(new ImportChoices { SkipHiddenRows = true }).Plan(row).Counts.Rows);
    }

    [Theory]
    [InlineData("高意向", "高义向", 1)]
    [InlineData("ab", "ba", 1)]
    [InlineData("", "三个字", 3)]
    public void Distance_counts_edits(string a, string b, int distance) => Assert.Equal(distance, EditDistance.Between(a, b));
}
