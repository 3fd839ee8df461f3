using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Forecast;

/// <summary>One fit of the BG/NBD model to the company's own orders.</summary>
public sealed class ModelFit
{
    public long Id { get; init; }
    public DateTime At { get; init; }

    /// <summary>Customers with orders that took part.</summary>
    public int Customers { get; init; }

    /// <summary>Repeat orders among them.</summary>
    public int Repeats { get; init; }
    public double R { get; init; }
    public double Alpha { get; init; }
    public double A { get; init; }
    public double B { get; init; }
    public double LogLikelihood { get; init; }

    /// <summary>Predicted against actual repeat orders of a hold-out, as JSON; "" = too few orders to hold any out.</summary>
    public string Calibration { get; init; } = "";

    /// <summary>False = not enough orders; nothing was predicted from it.</summary>
    public bool Usable { get; init; }
}

/// <summary>What the last usable fit says of one customer.</summary>
public sealed class Prediction
{
    public long CustomerId { get; init; }

    /// <summary>Probability of still being a customer, 0 to 1.</summary>
    public double Alive { get; set; }

    /// <summary>Expected orders in the next 30 days; <see cref="Next90"/> likewise.</summary>
    public double Next30 { get; set; }
    public double Next90 { get; set; }
    public DateTime At { get; set; }
}

/// <summary>One setting of the company: thresholds and the like, as JSON.</summary>
public sealed class Setting
{
    public string Key { get; init; } = "";
    public string Value { get; set; } = "{}";
    public int Version { get; set; }
}

internal sealed class ModelFitConfiguration : IEntityTypeConfiguration<ModelFit>
{
    public void Configure(EntityTypeBuilder<ModelFit> fit)
    {
        fit.ToTable("model_fits");
        fit.Property(f => f.Id).ValueGeneratedOnAdd();
    }
}

internal sealed class PredictionConfiguration : IEntityTypeConfiguration<Prediction>
{
    public void Configure(EntityTypeBuilder<Prediction> prediction)
    {
        prediction.ToTable("predictions");
        prediction.HasKey(p => p.CustomerId);
        prediction.Property(p => p.CustomerId).ValueGeneratedNever();
    }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> setting)
    {
        setting.ToTable("settings");
        setting.HasKey(s => s.Key);
        setting.Property(s => s.Key).HasMaxLength(64);
        setting.Property(s => s.Version).IsConcurrencyToken();
    }
}
