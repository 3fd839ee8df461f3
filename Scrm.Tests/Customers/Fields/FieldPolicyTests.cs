using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers.Fields;

public sealed class FieldPolicyTests
{
    private const int Stage = 1, Amount = 2, Reason = 3;

    private static readonly Scope Sales = new(Actor.Member(5), Role.Sales, 0, [5]);

    private static readonly FieldSpec Stages = FieldKit.Spec(FieldType.OneChoice, "线索", "商机", "报价", "成交") with
    {
        Name = "阶段", Steps = [new(0, 1), new(1, 2), new(2, 3), new(3, 4), new(2, 1), new(3, 2)],
    };

    [Theory]
    [InlineData("", "1", true), InlineData("", "2", false), InlineData("1", "2", true), InlineData("1", "3", false), InlineData("1", "4", false)]
    [InlineData("2", "1", true), InlineData("3", "1", false), InlineData("4", "3", false), InlineData("4", "", false), InlineData("2", "", false), InlineData("3", "3", true)]
    public void A_stage_may_not_jump(string from, string to, bool may) => Assert.Equal(may, FieldPolicy.MayStep(Stages, from, to));

    [Fact]
    public void Without_steps_any_option_follows_any_other()
    {
        var free = Stages with { Steps = [] };
        Assert.True(FieldPolicy.MayStep(free, "1", "4") && FieldPolicy.MayStep(free, "4", "") && FieldPolicy.MayStep(free, "", "3"));
    }

    [Fact]
    public void Refused_step_names_the_steps_that_are_open()
    {
        var no = Decide([Stages], new() { [Stage] = "1" }, new() { [Stage] = "4" });
        Assert.Equal((FieldRefusal.StepNotAllowed, "线索", "成交", "商机"), ((FieldRefusal)no!.Why, no.Values[1], no.Values[2], no.Values[3]));
    }

    [Fact]
    public void What_a_change_makes_required_has_to_come_with_it()
    {
        var amount = Number(Amount) with { RequiredWhen = FieldKit.Is(Stage, "4"), VisibleWhen = FieldKit.Is(Stage, "3", "4") };
        FieldSpec[] fields = [Stages, amount];
        var won = Decide(fields, new() { [Stage] = "3" }, new() { [Stage] = "4" });
        Assert.Equal((FieldRefusal.Required, "数2"), ((FieldRefusal)won!.Why, won.Values[0]));
        Assert.Null(Decide(fields, new() { [Stage] = "3" }, new() { [Stage] = "4", [Amount] = "500" }));
        Assert.Equal(FieldRefusal.Required, Decide(fields, new() { [Stage] = "4", [Amount] = "500" }, new() { [Amount] = "" })!.Why);
    }

    [Fact]
    public void What_was_missing_before_does_not_block_another_field()
    {
        FieldSpec[] fields = [Number(Amount) with { RequiredWhen = FieldWhen.Always }, Number(Reason)];
        Assert.Null(Decide(fields, [], new() { [Reason] = "7" }));
        Assert.Equal(FieldRefusal.Required, Decide(fields, new() { [Amount] = "1" }, new() { [Amount] = "" })!.Why);
    }

    [Fact]
    public void Hidden_field_takes_no_value_and_counts_as_empty_in_conditions()
    {
        var amount = Number(Amount) with { VisibleWhen = FieldKit.Is(Stage, "4") };
        var reason = Number(Reason) with { VisibleWhen = new(true, [new(FieldTestKind.HasValue, Amount, [])]) };
        FieldSpec[] fields = [Stages with { Steps = [] }, amount, reason];
        Assert.Equal(FieldRefusal.NotVisible, Decide(fields, new() { [Stage] = "1" }, new() { [Amount] = "5" })!.Why);
        Assert.False(State(fields, new() { [Stage] = "1", [Amount] = "5" }).Visible(reason));
        Assert.True(State(fields, new() { [Stage] = "4", [Amount] = "5" }).Visible(reason));
        Assert.Null(Decide(fields, new() { [Stage] = "1" }, new() { [Stage] = "4", [Amount] = "5", [Reason] = "1" }));
    }

    [Theory]
    [InlineData(FieldTestKind.IsAnyOf, "1,3", true), InlineData(FieldTestKind.IsAnyOf, "2", false), InlineData(FieldTestKind.IsAnyOf, "", false)]
    [InlineData(FieldTestKind.IsNoneOf, "1,3", false), InlineData(FieldTestKind.IsNoneOf, "2", true), InlineData(FieldTestKind.IsNoneOf, "", true)]
    [InlineData(FieldTestKind.HasValue, "2", true), InlineData(FieldTestKind.IsEmpty, "2", false), InlineData(FieldTestKind.IsEmpty, "", true)]
    public void Tests_mean_what_their_words_say(FieldTestKind kind, string kept, bool holds) =>
        Assert.Equal(holds, new FieldTest(kind, 1, ["3"]).Holds(_ => kept, new HashSet<int>()));

    [Theory, InlineData(true, true, false), InlineData(false, true, true), InlineData(true, false, false)]
    public void Tests_on_tags_join_as_all_or_any(bool all, bool hasTag, bool holds)
    {
        var when = new FieldWhen(all, [new(FieldTestKind.HasTag, 0, ["10", "11"]), new(FieldTestKind.HasValue, 1, [])]);
        Assert.Equal(holds, when.Holds(_ => "", hasTag ? new HashSet<int> { 11 } : []));
    }

    [Fact]
    public void Only_the_roles_named_may_edit()
    {
        var field = Number(Amount) with { EditableBy = Role.Operator };
        var no = FieldPolicy.Decide(FieldBook.Of([field]), State([field], []), new Dictionary<int, string> { [Amount] = "1" }, Sales);
        Assert.Equal((FieldRefusal.MayNotEdit, Role.Operator), ((FieldRefusal)no!.Value.Why.Why, no.Value.Why.Values[1]));
    }

    [Fact]
    public void Retired_option_is_kept_but_not_given_anew()
    {
        var field = FieldKit.Spec(FieldType.ManyChoices, "红", "蓝") with { Options = [new(1, "红", "#2f6fde", Archived: true), new(2, "蓝", "#2f6fde")] };
        Assert.Equal(FieldRefusal.OptionArchived, Decide([field], [], new() { [1] = "1" })!.Why);
        Assert.Null(Decide([field], new() { [1] = "1" }, new() { [1] = "1,2" }));
    }

    private static FieldSpec Number(int id) => FieldKit.Spec(FieldType.WholeNumber) with { Id = id, Name = $"数{id}" };

    private static FieldState State(IEnumerable<FieldSpec> fields, Dictionary<int, string> values) => new(FieldBook.Of(fields), values, new HashSet<int>());

    private static Refusal? Decide(IReadOnlyList<FieldSpec> fields, Dictionary<int, string> before, Dictionary<int, string> changed) =>
        FieldPolicy.Decide(FieldBook.Of(fields), State(fields, before), changed, Library.Admin)?.Why;
}
